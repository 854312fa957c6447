import { getStack, log, RunError, runtime, StackReference } from "@pulumi/pulumi";
import type { OrganisationModel } from "../src/model/estate";
import type { Tenant } from "../src/model/tenant";
import type { DeletionFacts } from "../src/plan/change";
import { type Inventory, readInventory } from "../src/plan/inventory";
import { PROJECT } from "../src/plan/project";
import { beforeDeletion } from "../src/preflight/before-deletion";
import { inventoryOf } from "../src/preflight/compare-with-inventory";
import { type NeededIdentities, neededIdentities } from "../src/preflight/needed-identities";
import { organisationEnd } from "../src/preflight/organisation-end";
import { policyPreflight } from "../src/preflight/policy-preflight";
import type { PolicyView } from "../src/preflight/policy-view";
import { preflight } from "../src/preflight/preflight";
import type { PreflightView } from "../src/preflight/preflight-view";
import type { Problem } from "../src/problem/problem";
import { declareOrganisation } from "./declare-organisation";
import { deletionWords } from "./deletion-words";

/** What the program needs from whoever runs it: plain Pulumi or our own commands. */
export interface ProgramPorts {
  /** The specs of the stack's organisation with every problem found in them. */
  load(stack: string): Promise<LoadedOrganisation>;
  /** Looks into the tenant, without writing. */
  readonly view: PreflightView;
  /** The same, about policies. */
  readonly policies: PolicyView;
  /** The tenant that the environment points at, when it says. */
  readonly environmentTenantId: string | undefined;
  /** Addresses in lower case of the calendars that the stack's journal knows to have been there. */
  made(stack: string): ReadonlySet<string>;
  /** Problems with the identities that are to write: none where they are there. */
  absent(stack: string, needed: NeededIdentities): Problem[];
  now(): Date;
  /** Receives what was found, warnings too, before the program refuses or goes on. */
  report(found: ProgramFindings): void;
  /** All problems in words, for the error that stops the run. */
  inWords(problems: readonly Problem[]): string;
}

/** What the program has found before it registers anything. */
export interface ProgramFindings {
  readonly problems: readonly Problem[];
  readonly deletions: ReadonlyMap<string, DeletionFacts>;
  /** The organisation itself is retired by this run. */
  readonly ends: boolean;
}

export interface LoadedOrganisation {
  readonly tenant?: Tenant;
  readonly model?: OrganisationModel;
  readonly problems: readonly Problem[];
  /** Files with errors, whether or not a part of them could be understood. */
  readonly broken: ReadonlySet<string>;
}

/**
 * The inventory that the last run of this stack left. A failed run leaves one too: the engine keeps the old outputs if
 * the program refused, and saves the new ones if a calendar failed after it.
 */
async function predecessor(stack: string): Promise<Inventory | undefined> {
  const before = new StackReference(`organization/${PROJECT}/${stack}`);
  const { value } = await before.getOutputDetails("inventory");
  return readInventory(value);
}

const isError = (problem: Problem): boolean => problem.severity === "error";

/** Plain Pulumi shows a deletion as a mere update of a property: here it is in words. */
async function tellDeletions(
  { calendars }: OrganisationModel,
  facts: ReadonlyMap<string, DeletionFacts>,
): Promise<void> {
  for (const { name, address } of calendars) {
    const going = facts.get(name);
    if (going) await log.warn(deletionWords(address, going));
  }
}

/** The program of every stack: all problems at once, before the first resource is registered; then the resources. */
export async function organisationProgram(ports: ProgramPorts): Promise<{ inventory: Inventory }> {
  const stack = getStack();
  const [loaded, before] = await Promise.all([ports.load(stack), predecessor(stack)]);
  const { tenant, model } = loaded;
  const today = ports.now().toISOString().slice(0, 10);
  const { environmentTenantId, view } = ports;
  const made = ports.made(stack);
  const wasMade = (address: string): boolean => made.has(address.toLowerCase());
  const input =
    tenant && model
      ? { tenant, model, before, broken: loaded.broken, environmentTenantId, wasMade, today }
      : undefined;
  const [found, going, ofPolicies, end] = input
    ? await Promise.all([
        preflight(input, view),
        beforeDeletion(input, view),
        policyPreflight(input, ports.policies),
        organisationEnd(input, view, ports.policies),
      ])
    : [[], { problems: [], facts: new Map() }, [], []];
  // a preview writes nothing, and needs nobody who could
  const absent =
    input && !runtime.isDryRun()
      ? ports.absent(stack, neededIdentities(input.tenant, input.model, before))
      : [];
  const problems = [...loaded.problems, ...found, ...going.problems, ...ofPolicies, ...end, ...absent];
  const ends = model?.organisation.status === "deleted" && before?.organisation !== "deleted";
  ports.report({ problems, deletions: going.facts, ends });
  if (!tenant || !model || problems.some(isError)) throw new RunError(ports.inWords(problems));
  if (problems.length > 0) await log.warn(ports.inWords(problems));
  await tellDeletions(model, going.facts);
  declareOrganisation(tenant, model);
  return { inventory: inventoryOf(tenant, model) };
}
