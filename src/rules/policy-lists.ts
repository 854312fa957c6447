import { toAddress } from "../model/address";
import type { UserPolicy } from "../model/user-policy";
import { type Problem, problem } from "../problem/problem";
import { eachPolicy, type Rule } from "./rule";

/** An active policy lists users; no user and no application is listed twice. */
export const policyLists: Rule = {
  id: "policy-lists",
  codes: ["policy-without-users", "user-listed-twice", "application-listed-twice"],
  check: ({ estate, salvaged }) =>
    eachPolicy(estate, (policy) => {
      const { spec, displayName: name, status, placeOf, source } = policy;
      const isEmpty = status === "active" && policy.users.length === 0 && !salvaged.has(source.file);
      return [
        ...(isEmpty ? [problem("policy-without-users", { name }, placeOf("/users", "key"))] : []),
        ...usersTwice(policy),
        ...repeats(spec.applications).map(({ item, again, first }) =>
          problem("application-listed-twice", { application: item }, placeOf(`/applications/${again}`), [
            placeOf(`/applications/${first}`),
          ]),
        ),
      ];
    }),
};

function usersTwice({ spec: { users = [] }, users: each, placeOf }: UserPolicy): Problem[] {
  if (users.length === each.length) return [];
  return repeats(users.map(toAddress)).map(({ item, again, first }) =>
    problem("user-listed-twice", { user: item }, placeOf(`/users/${again}`), [placeOf(`/users/${first}`)]),
  );
}

function repeats(items: readonly string[]): { item: string; first: number; again: number }[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, again) => {
    const first = seen.get(item);
    if (first !== undefined) return [{ item, first, again }];
    seen.set(item, again);
    return [];
  });
}
