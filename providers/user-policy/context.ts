import type { GraphClient } from "../../src/graph/graph-client";
import type { PolicyInputs } from "../../src/model/policy-fields";
import type { RunBudget } from "../../src/plan/run-budget";
import type { StepsToApply } from "../../src/plan/steps-to-apply";
import type { Records } from "../../src/records/open-records";
import type { PolicyPerson } from "../../src/tenant/groups";
import { assertTenant } from "../assert-tenant";
import { type ClientSource, clientsOf } from "../clients-of";
import { refuse } from "../refuse";

/** What the handlers work with: everything outside comes in here. */
export interface PolicyContext {
  /** Who looks: the observer; where there is none, the organisation's directory operator. */
  reader(organisation: string): GraphClient;
  /** Who writes: the organisation's own directory operator. */
  writer(organisation: string): GraphClient;
  /** The tenant that the environment names, where it does: no sign-in is tried for a policy of another. */
  readonly tenantId: string | undefined;
  /** What was reviewed: nothing else is done. Undefined under plain Pulumi. */
  readonly reviewed?: StepsToApply;
  /** The frozen naming rule: the name of a policy's group. */
  groupName(organisation: string, policyName: string): string;
  /** How much this run may take away from people. */
  readonly budget: RunBudget;
  /** Where everything that is done is noted. */
  readonly records: Records;
  /** Told who is in the group, for the journal: it knows people by all their addresses. */
  readonly sawPeople?: (people: readonly PolicyPerson[]) => void;
  /** One policy of an organisation at a time looks and changes; they wait for licences together. */
  readonly inTurn: Turns;
  readonly now: () => number;
  /** Waits while the directory works on licences. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Tells people how far it is. */
  readonly tell: (text: string) => void;
  /** How long a run waits for licences before it leaves the rest to the next one. */
  readonly patienceMs: number;
}

/** A quarter of an hour: a group of thousands is usually done by then, and a pipeline's job is not yet over. */
const PATIENCE_MS = 15 * 60_000;

/** Where a context gets its facts from. */
interface PolicyContextSource extends ClientSource {
  readonly reviewed?: StepsToApply | undefined;
  readonly groupName: PolicyContext["groupName"];
  readonly tell: (text: string) => void;
  readonly now?: () => number;
  readonly patienceMs?: number;
}

/** A context on the real client. */
export function openPolicyContext(source: PolicyContextSource): PolicyContext {
  return {
    ...clientsOf(source, (organisation) => ({ directoryOperatorOf: organisation })),
    groupName: source.groupName,
    ...(source.reviewed && { reviewed: source.reviewed }),
    inTurn: inTurns(),
    now: source.now ?? Date.now,
    tell: source.tell,
    patienceMs: source.patienceMs ?? PATIENCE_MS,
  };
}

/** Does pieces of work that bear one key one after another. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * The engine changes an organisation's policies at the same time. Two that each take someone off, because the other one
 * gives a mailbox, would take it together: so what is looked at and what follows from it are one turn.
 */
function inTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    // whoever is next waits for the end, however it was
    last.set(
      key,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

/** Refuses to act under any other name than the one that organisation and policy give, whatever asked for it. */
export function assertName(context: Pick<PolicyContext, "groupName">, inputs: PolicyInputs): void {
  const computed = context.groupName(inputs.organisation, inputs.policyName);
  if (inputs.displayName !== computed)
    throw refuse("foreign-policy-name", { name: inputs.displayName, computed });
}

/** The reader, once its token is known to be of the policy's own tenant. */
export async function pinnedReader(
  context: Pick<PolicyContext, "reader"> & Partial<Pick<PolicyContext, "tenantId">>,
  inputs: PolicyInputs,
): Promise<GraphClient> {
  return pinned(context, context.reader(inputs.organisation), inputs);
}

/** The writer, once its token is known to be of the policy's own tenant. */
export async function pinnedWriter(context: PolicyContext, inputs: PolicyInputs): Promise<GraphClient> {
  return pinned(context, context.writer(inputs.organisation), inputs);
}

async function pinned(
  { tenantId: environmentTenantId }: Partial<Pick<PolicyContext, "tenantId">>,
  client: GraphClient,
  { displayName: name, tenantId }: PolicyInputs,
): Promise<GraphClient> {
  await assertTenant(environmentTenantId, client, { name, tenantId });
  return client;
}
