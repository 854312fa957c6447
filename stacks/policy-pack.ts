import { PolicyPack } from "@pulumi/policy";
import { once } from "../providers/once";
import { loadEstate } from "../src/model/load-estate";
import type { Tenant } from "../src/model/tenant";
import { findRoot } from "../src/spec/find-root";
import { diskFiles } from "../src/spec/spec-files";
import { foreignType, type Registered, violationsOf } from "./policy-rules";

// Started by tools/engine/policy-pack, which `pulumi preview --policy-pack` is given.

const tenant = once((): Tenant | undefined => {
  const root = findRoot(process.env["BOOKINGS_ROOT"] ?? process.cwd(), process.env);
  return root === undefined ? undefined : loadEstate(root, diskFiles).estate?.tenant;
});

/** `urn:pulumi:leeds::nhsmail-bookings::…` → `leeds` */
const stackOf = (urn: string): string => urn.split(":")[2] ?? "";

new PolicyPack("nhsmail-bookings", {
  policies: [
    {
      name: "calendars-and-policies-of-this-organisation",
      description:
        "What is registered belongs to the organisation of the stack and to the tenant of the specs, and stays protected.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, props, opts, urn }, report) => {
        const registered: Registered = { type, props, isProtected: opts.protect };
        for (const violation of violationsOf(registered, stackOf(urn), tenant())) report(violation);
      },
    },
    {
      name: "nothing-else",
      description: "A stack of an organisation holds calendars and user policies, and nothing else.",
      enforcementLevel: "mandatory",
      validateResource: ({ type }, report) => {
        if (foreignType(type)) report(`Resources of type ${type} have no place in an organisation's stack.`);
      },
    },
  ],
});
