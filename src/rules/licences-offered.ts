import type { Tenant } from "../model/tenant";
import { type Problem, problem } from "../problem/problem";
import { near } from "../spec/near";
import { eachPolicy, type Rule } from "./rule";

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
