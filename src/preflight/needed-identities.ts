import { hasIdentity, type IdentityName, openGraph } from "../graph/open-graph";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";
import { canonicalText } from "../plan/reviewed-plan";
import { type Problem, problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { inventoryOf } from "./compare-with-inventory";

/** Which of an organisation's identities write in a run. */
export interface NeededIdentities {
  readonly calendars: boolean;
  readonly policies: boolean;
}

type Entries = Readonly<Record<string, { readonly file: string }>>;

/** Whether anything but the place of a file differs; what has no spec any more is someone else's concern. */
function differs(before: Entries, after: Entries): boolean {
  return Object.entries(after).some(([name, entry]) => content(before[name]) !== content(entry));
}

function content(entry: Entries[string] | undefined): string | undefined {
  if (!entry) return undefined;
  const { file: _place, ...rest } = entry;
  // the engine keeps no order of keys
  return canonicalText(rest);
}

/**
 * What the specs ask for beyond the last run, by who would write it. Drift is not known here: whoever repairs it refuses
 * by itself.
 */
export function neededIdentities(
  tenant: Tenant,
  model: OrganisationModel,
  before: Inventory | undefined,
): NeededIdentities {
  const after = inventoryOf(tenant, model);
  return {
    calendars:
      differs(before?.calendars ?? {}, after.calendars) ||
      (before !== undefined && before.viewerRole !== after.viewerRole),
    policies: differs(before?.policies ?? {}, after.policies ?? {}),
  };
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The identities that would have to write and are not configured, or why it cannot be told: a run that lacks one is
 * refused before another one of it writes.
 */
export function absentIdentities(
  stack: string,
  { calendars, policies }: NeededIdentities,
  env: Env = process.env,
): Problem[] {
  const writers: readonly (readonly [isNeeded: boolean, name: string, identity: IdentityName])[] = [
    [calendars, `calendarOperators.${stack}`, { operatorOf: stack }],
    [policies, `directoryOperators.${stack}`, { directoryOperatorOf: stack }],
  ];
  try {
    return writers
      .filter(([isNeeded, , identity]) => isNeeded && !hasIdentity(identity, env))
      .map(([, name]) => problem("identity-missing", { identity: name }));
  } catch (error) {
    if (error instanceof VisibleError && error.problems.length > 0) return [...error.problems];
    throw error;
  }
}

/** What is wrong with the sign-in of whoever reads an organisation's calendars. Empty: it works, or that is not known. */
export async function signInProblems(env: Env, organisation: string): Promise<readonly Problem[]> {
  try {
    const identity = hasIdentity("observer", env) ? "observer" : { operatorOf: organisation };
    await openGraph({ env, identity }).claims();
    return [];
  } catch (error) {
    return error instanceof VisibleError ? error.problems : [];
  }
}
