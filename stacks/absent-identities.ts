import { hasIdentity, type IdentityName } from "../src/graph/open-graph";
import type { NeededIdentities } from "../src/preflight/needed-identities";
import { type Problem, problem } from "../src/problem/problem";
import { VisibleError } from "../src/problem/visible-error";

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
