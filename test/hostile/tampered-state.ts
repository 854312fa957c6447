import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../providers/refuse";
import type { Deployment } from "../../src/engine/internals/exported-state";
import { isWhole } from "../../src/engine/internals/state-files";
import { recordedIn, recordedPoliciesIn } from "../../src/engine/recorded";
import { VisibleError } from "../../src/problem/visible-error";
import { PRODUCT } from "../playground/product";
import { type PolicyTenant, person, policyTenant } from "../providers/policy-tenant";
import type { HostileCase, HostileClass } from "./hostile-class";
import { withEachPart, withEachText } from "./leaves";

const HULL = "HullCardiologyA@nhs.net";

/** What whoever can write the state may put in the place of any text of it. */
const INSTEAD: readonly unknown[] = [
  HULL,
  "Hull",
  "deleted",
  "missing",
  "",
  "__proto__",
  "../../hull",
  "\u0000\n::error::",
  null,
  7,
  [],
  {},
];

/** A tenant with one of our calendars and one of our policies, and others that the operators have the rights to write to. */
interface Estate {
  readonly tenant: PolicyTenant;
  readonly calendar: { readonly id: string; readonly outs: object };
  readonly policy: { readonly id: string; readonly outs: object };
}

async function open(): Promise<Estate> {
  const people = [person("amy.shah"), person("bob.jones"), person("hal", undefined, "Hull")];
  const organisations = ["Leeds", "Hull"].map((shortName) => ({
    shortName,
    operator: `svc.${shortName.toLowerCase()}.bookings@nhs.net`,
  }));
  const mark = "managed from git: hull/hullvirtualvisits";
  const groups = [{ displayName: "HullVirtualVisits", description: mark, organisation: "Hull" }];
  const tenant = await policyTenant(people, { seed: { organisations, groups } as never });
  const staff = [{ address: "svc.leeds.bookings@nhs.net", role: "administrator" }];
  const businessType = "managed from git: hull/hullcardiologya";
  await tenant.admin("POST", "seed", {
    calendars: [{ displayName: "HullCardiologyA", businessType, staff }],
  });
  tenant.changeIdentities((identities) => {
    const everywhere = { kind: "secret", ...tenant.sandbox.identities.directoryOperator };
    return { ...identities, directoryOperators: { leeds: everywhere, hull: everywhere } };
  });
  const calendar = await tenant.handler().create(tenant.inputs("A"));
  const policy = await tenant.policies().create(tenant.policy(["amy.shah"]));
  return { tenant, calendar, policy };
}

const VERBS = ["read", "update"] as const;

/** Lets a handler work from a record that someone edited, and says what is wrong after it. */
async function tried(
  { tenant, calendar, policy }: Estate,
  of: "calendar" | "policy",
  verb: (typeof VERBS)[number],
  outs: unknown,
): Promise<string | undefined> {
  await tenant.clearLog();
  const id = of === "calendar" ? calendar.id : policy.id;
  const only = { organisation: "leeds" };
  const handler = of === "calendar" ? tenant.handler(only) : tenant.policies(only);
  const wish =
    of === "calendar"
      ? tenant.inputs("A", { phone: "0113 496 0001" })
      : tenant.policy(["amy.shah", "bob.jones"]);
  try {
    if (verb === "read") {
      const { id: found } = (await handler.read(id, outs)) as { id?: string };
      if (!found) return "it told the engine that the thing is gone";
    } else await handler.update(id, outs, wish);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const writes = (await tenant.log("?effect=write")).filter(({ via }) => via !== "portal");
  const ours = of === "calendar" ? "LeedsCardiologyA@nhs.net" : policy.id;
  const isOurs = ({ path }: { path: string }): boolean =>
    decodeURIComponent(path).toLowerCase().includes(ours.toLowerCase());
  const stray = writes.find((one) => verb !== "update" || !isOurs(one));
  if (stray) return `it wrote ${stray.method} ${stray.path}`;
  const deleted = writes.find(({ operation }) => /^(bookingBusiness|group)\.delete$/.test(operation));
  return deleted && `it deleted ${deleted.path}`;
}

const RECORDED = join(PRODUCT, "test", "pulumi", "recorded", "schema-1.json");

/** Reads a state that someone edited, as lists and previews do. */
function readState(state: Deployment): string | undefined {
  if (!isWhole({ name: "leeds.json", bytes: Buffer.from(JSON.stringify(state)) })) return undefined;
  try {
    const [calendars, policies] = [recordedIn(state), recordedPoliciesIn(state)];
    if (({} as Record<string, unknown>)["polluted"] !== undefined) return "every object was changed";
    const texts = [...calendars, ...policies].flatMap(({ name, organisation }) => [name, organisation]);
    return texts.every((one) => typeof one === "string") ? undefined : "a name is no text";
  } catch (error) {
    if (error instanceof VisibleError) return;
    throw error;
  }
}

export const tamperedState: HostileClass = {
  name: "tampered state",
  invariant:
    "whatever text of a state someone changed, nothing of others is written, nothing is deleted or assumed deleted, and a refusal is in words",
  async *cases(): AsyncGenerator<HostileCase> {
    const estate = await open();
    try {
      for (const of of ["calendar", "policy"] as const)
        for (const other of INSTEAD)
          for (const { place, value } of withEachText(estate[of].outs, () => other))
            for (const verb of VERBS)
              yield {
                name: `${verb} of a ${of} where ${place} is ${JSON.stringify(other)}`,
                run: () => tried(estate, of, verb, value),
              };
    } finally {
      await estate.tenant.close();
    }
    const recorded = JSON.parse(readFileSync(RECORDED, "utf8")) as Deployment;
    for (const other of INSTEAD)
      for (const { place, value } of [
        ...withEachText(recorded, () => other),
        ...withEachPart(recorded, () => other),
      ])
        yield { name: `a list where ${place} is ${JSON.stringify(other)}`, run: () => readState(value) };
  },
};
