import type { Estate } from "../model/estate";
import type { Organisation } from "../model/organisation";
import type { UserPolicy } from "../model/user-policy";
import type { Problem } from "../problem/problem";

/** What a check finds in each user policy of the estate. */
export function eachPolicy(
  { organisations }: Estate,
  check: (policy: UserPolicy, organisation: Organisation) => readonly Problem[],
): Problem[] {
  return organisations.flatMap(({ organisation, policies }) =>
    policies.flatMap((policy) => check(policy, organisation)),
  );
}
