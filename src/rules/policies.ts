import { type Address, toAddress } from "../model/address";
import type { Estate } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import { type Problem, problem } from "../problem/problem";
import { near } from "../spec/near";
import { eachPolicy, type Rule, repeats } from "./rule";

/** No two user policies, retired ones included, have one name. */
export const policyClash: Rule = {
  id: "policy-clash",
  codes: ["policy-clash"],
  check: ({ estate }) =>
    repeats(policiesOf(estate), ({ name }) => name).map(({ first, again: { displayName, placeOf } }) =>
      problem("policy-clash", { name: displayName }, placeOf("/name"), [first.placeOf("/name")]),
    ),
};

const policiesOf = ({ organisations }: Estate): UserPolicy[] =>
  organisations.flatMap(({ policies }) => policies);

/** An active policy lists users; no user and no application is listed twice. */
export const policyLists: Rule = {
  id: "policy-lists",
  codes: ["policy-without-users", "user-listed-twice", "application-listed-twice"],
  check: ({ estate, salvaged }) =>
    eachPolicy(estate, (policy) => {
      const { users = [], applications } = policy.spec;
      const { displayName: name, status, placeOf, source } = policy;
      const isEmpty = status === "active" && policy.users.length === 0 && !salvaged.has(source.file);
      return [
        ...(isEmpty ? [problem("policy-without-users", { name }, placeOf("/users", "key"))] : []),
        ...repeats([...users.map(toAddress).entries()], ([, user]) => user).map(
          ({ first, again: [index, user] }) =>
            problem("user-listed-twice", { user }, placeOf(`/users/${index}`), [
              placeOf(`/users/${first[0]}`),
            ]),
        ),
        ...repeats([...applications.entries()], ([, application]) => application).map(
          ({ first, again: [index, application] }) => {
            const also = [placeOf(`/applications/${first[0]}`)];
            return problem(
              "application-listed-twice",
              { application },
              placeOf(`/applications/${index}`),
              also,
            );
          },
        ),
      ];
    }),
};

/** A user is in one user policy only, unless the tenant allows more. */
export const onePolicyEach: Rule = {
  id: "one-policy-each",
  codes: ["user-in-two-policies"],
  check: ({ estate }) => {
    if (!estate.tenant.oneUserPolicyPerUser) return [];
    const held = policiesOf(estate)
      .filter(({ status }) => status === "active")
      .flatMap((policy) => policy.users.map((user) => ({ user, policy })));
    return repeats(held, ({ user }) => user).flatMap(({ first, again: { user, policy } }) => [
      twice(user, first.policy, policy),
      twice(user, policy, first.policy),
    ]);
  },
};

function twice(user: Address, policy: UserPolicy, other: UserPolicy): Problem {
  const args = { user, policy: policy.displayName, other: other.displayName };
  return problem("user-in-two-policies", args, policy.userPlace(user), [other.userPlace(user)]);
}

/** A policy's base licence is one that the tenant offers, and each is offered once. */
export const licencesOffered: Rule = {
  id: "licences-offered",
  codes: ["licence-not-offered", "licence-offered-twice"],
  check: ({ estate }) => {
    const offered = estate.tenant.baseLicences.map(({ name }) => name);
    return [
      ...offeredTwice(estate.tenant),
      ...eachPolicy(estate, ({ baseLicence: licence, placeOf }) => {
        if (offered.includes(licence)) return [];
        const args = { licence, near: near(licence, offered), offered };
        return [problem("licence-not-offered", args, placeOf("/baseLicence"))];
      }),
    ];
  },
};

function offeredTwice({ baseLicences, placeOf }: Tenant): Problem[] {
  return baseLicences.flatMap(({ name, sku }, index) => {
    const first = baseLicences.findIndex((other) => other.name === name || other.sku === sku);
    if (first === index) return [];
    const at = placeOf(`/baseLicences/${index}/name`);
    return [
      problem("licence-offered-twice", { licence: name }, at, [placeOf(`/baseLicences/${first}/name`)]),
    ];
  });
}
