import type { Seed } from "../../sandbox/seed/seed";
import { baseSeed, layOutOrganisation, type World } from "../scenarios/walker/beginning";
import type { Kind } from "./kind";

const LICENCE = [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS", "SWAY"] }];

const person = (address: string, displayName: string) => ({
  address,
  displayName,
  organisation: "Leeds",
  mailbox: "user" as const,
  licences: LICENCE,
});

const seed = (): Seed => {
  const base = baseSeed();
  const people = [
    person("gail.ward@nhs.net", "Gail Ward"),
    person("hugh.lee@nhs.net", "Hugh Lee"),
    person("jo.kay@nhs.net", "Jo Kay"),
  ];
  return { ...base, users: [...(base.users ?? []), ...people] };
};

const POLICY = "LeedsVirtualVisits";
const SPEC = "specs/leeds/policies/virtual-visits.yaml";

const spec = (applications: readonly string[], more: string): string => `kind: UserPolicy
name: Virtual Visits
baseLicence: Office 365 E3
applications:
${applications.map((name) => `  - ${name}\n`).join("")}${more}`;

const users = (addresses: readonly string[]): string =>
  `users:\n${addresses.map((address) => `  - ${address}\n`).join("")}`;

/** Leeds with a policy for two people. */
export const policyWorld: World = {
  name: "policy",
  seed,
  layOut: (playground) => {
    layOutOrganisation(playground);
    playground.root.write(SPEC, spec(["Microsoft Bookings"], users(["gail.ward@nhs.net", "jo.kay@nhs.net"])));
  },
};

const common = { world: "policy", wanted: [], gone: [] } as const;

/** The kinds of run about a user policy. In “update” one goes, one comes, and an application is switched on. */
export const POLICY_KINDS: Readonly<Record<"policy-create" | "policy-update" | "policy-retire", Kind>> = {
  "policy-create": {
    ...common,
    isMade: false,
    edit: () => undefined,
    policy: {
      wanted: [
        { name: POLICY, gives: "MICROSOFTBOOKINGS", members: ["gail.ward@nhs.net", "jo.kay@nhs.net"] },
      ],
      gone: [],
      takenOff: 0,
    },
  },
  "policy-update": {
    ...common,
    isMade: true,
    edit: ({ root }) =>
      root.write(
        SPEC,
        spec(["Microsoft Bookings", "Sway"], users(["gail.ward@nhs.net", "hugh.lee@nhs.net"])),
      ),
    policy: {
      wanted: [
        {
          name: POLICY,
          gives: "MICROSOFTBOOKINGS, SWAY",
          members: ["gail.ward@nhs.net", "hugh.lee@nhs.net"],
        },
      ],
      gone: [],
      takenOff: 1,
    },
  },
  "policy-retire": {
    ...common,
    isMade: true,
    edit: ({ root }) =>
      root.write(
        SPEC,
        spec(
          ["Microsoft Bookings"],
          `status: deleted\ndeletion:\n  confirm: ${POLICY}\n  reason: Replaced by another policy.\n`,
        ),
      ),
    policy: { wanted: [], gone: [POLICY], takenOff: 2 },
  },
};
