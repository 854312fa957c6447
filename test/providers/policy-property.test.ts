import { expect } from "chai";
import fc from "fast-check";
import { PolicyPartlyDone } from "../../providers/user-policy/record";
import { applications } from "../../src/model/applications";
import { type PolicyInputs, type PolicyRecord, switchesOf } from "../../src/model/policy-fields";
import { type PolicyTenant, policyTenant, type SeedLicence } from "./policy-tenant";

const NAMES = ["amy", "bob", "cat", "dan"];
const SKUS = ["ENTERPRISEPACK", "DESKLESSPACK"];
const APPLICATIONS = [
  "Microsoft Bookings",
  "Microsoft Teams",
  "Exchange Online",
  "SharePoint Online",
  "Sway",
  "Viva Engage",
];
const ofLicence: Readonly<Record<string, readonly string[]>> = {
  ENTERPRISEPACK: ["MICROSOFTBOOKINGS", "TEAMS1", "SWAY", "SHAREPOINTENTERPRISE", "EXCHANGE_S_ENTERPRISE"],
  DESKLESSPACK: ["MICROSOFTBOOKINGS", "TEAMS1", "SWAY", "SHAREPOINTDESKLESS", "EXCHANGE_S_DESKLESS"],
};

const licence = (sku: string) =>
  fc.subarray([...(ofLicence[sku] ?? [])]).map((disabledPlans): SeedLicence => ({ sku, disabledPlans }));
const anyLicence = fc.constantFrom(...SKUS).chain(licence);

/** One assignment of each licence at most: the directory holds no more given directly, nor by one group. */
const direct = fc.uniqueArray(anyLicence, { maxLength: 2, selector: ({ sku }) => sku });

const start = fc.record({
  people: fc.tuple(direct, direct, direct, direct),
  groups: fc.array(fc.record({ licence: anyLicence, members: fc.subarray(NAMES) }), { maxLength: 3 }),
  spare: fc.constantFrom(0, 1, 50),
  lonePlan: fc.constantFrom("allowed" as const, "perUser" as const, "refused" as const),
  licenceDelay: fc.constantFrom("none" as const, "real" as const),
});

/** Two policies on one licence, one on the other, and one that takes over a group that gives people their licence. */
const POLICIES = ["One", "Two", "Front", "Taken"] as const;

const wish = fc.record({
  policy: fc.constantFrom(...POLICIES),
  users: fc.subarray(NAMES),
  applications: fc.subarray(APPLICATIONS, { minLength: 1 }),
  grantsLicence: fc.boolean(),
  retire: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
});

/** What one run does: the engine changes several policies at the same time. */
const step = fc.record({
  wishes: fc.uniqueArray(wish, { minLength: 1, maxLength: 3, selector: ({ policy }) => policy }),
  /** A run that is over before the directory has done its work leaves the rest to the next. */
  patienceMs: fc.constantFrom(0, 900_000),
});

type Start = typeof start extends fc.Arbitrary<infer S> ? S : never;
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Wish = Step["wishes"][number];

/** A tenant in which people hold what they hold; of each licence a few seats are spare. */
async function tenantOf({ people, groups, spare, lonePlan, licenceDelay }: Start): Promise<PolicyTenant> {
  const users = NAMES.map((name, i) => ({
    address: `${name}@nhs.net`,
    displayName: name,
    organisation: "Leeds",
    mailbox: "user",
    licences: people[i] ?? [],
  }));
  const taken = (sku: string) =>
    NAMES.filter(
      (name, i) =>
        people[i]?.some((one) => one.sku === sku) ||
        groups.some((group) => group.licence.sku === sku && group.members.includes(name)),
    ).length;
  const tenant = await policyTenant(users, {
    settings: { lonePlan },
    seed: {
      groups: groups.map(({ licence: given, members }, i) => ({
        displayName: `Base ${i}`,
        organisation: "Leeds",
        members: members.map((name) => `${name}@nhs.net`),
        licences: [given],
      })),
      // the service accounts hold one each
      subscriptions: SKUS.map((sku) => ({ sku, enabled: taken(sku) + 2 + spare })),
    } as never,
  });
  await tenant.admin("PUT", "settings", { licenceDelay });
  return tenant;
}

/** What a run of the property knows. */
interface Course {
  readonly tenant: PolicyTenant;
  readonly given: Start;
  readonly records: Map<string, PolicyRecord>;
  /** What the policy that takes over has been asked to switch on: what it switches off again it was asked to take. */
  readonly kept: Set<string>;
}

/** Brings policies about through one handler, as the engine would; a refusal leaves the record as it was. */
async function bring(course: Course, { wishes, patienceMs }: Step): Promise<void> {
  const { tenant, records } = course;
  const handler = tenant.policies({ patienceMs });
  const asked = await Promise.all(wishes.map((one) => inputsFor(course, one)));
  await Promise.all(
    asked.map(async (inputs) => {
      if (!inputs) return;
      const before = records.get(inputs.displayName);
      try {
        const { outs } = before
          ? await handler.update(before.id, (await handler.read(before.id, before)).props, inputs)
          : await handler.create(inputs);
        records.set(inputs.displayName, outs);
      } catch (error) {
        if (error instanceof PolicyPartlyDone) records.set(inputs.displayName, error.properties);
        else if (!(error instanceof Error) || error.name !== "Refusal") throw error;
      }
    }),
  );
}

async function inputsFor(course: Course, one: Wish): Promise<PolicyInputs | undefined> {
  const { tenant, records } = course;
  const displayName = `Leeds${one.policy}`;
  const fields = {
    policyName: one.policy,
    displayName,
    licence: one.policy === "Front" ? "DESKLESSPACK" : "ENTERPRISEPACK",
    grantsLicence: one.grantsLicence,
  };
  if (one.policy === "Taken") return takingOver(course, one, { ...fields, grantsLicence: false });
  if (one.retire || ["deleted", "retiring"].includes(records.get(displayName)?.live.status ?? "")) {
    const deletion = { confirm: displayName, reason: "over" };
    return tenant.policy([], { ...fields, status: "deleted", deletion });
  }
  return tenant.policy(one.users, { ...fields, applications: switchesOf(one.applications) });
}

/** Takes over the first group that gives people their licence: its own people stay listed, and what it was asked to give. */
async function takingOver(
  { tenant, given, kept }: Course,
  { users, applications: names, retire }: Wish,
  fields: Partial<PolicyInputs>,
): Promise<PolicyInputs | undefined> {
  const group = (await tenant.groups()).find(({ displayName }) => displayName === "Base 0");
  const base = given.groups[0];
  if (!group || base?.licence.sku !== "ENTERPRISEPACK") return undefined;
  for (const name of names) kept.add(name);
  const people = retire ? users : [...new Set([...base.members, ...users])];
  const adopt = { group: group.id, complete: !retire };
  return tenant.policy(people, { ...fields, applications: switchesOf(kept), adopt });
}

/** Names of the plans that policies may have switched on, for anybody. */
function toggled(steps: readonly Step[]): Set<string> {
  const names = steps.flatMap(({ wishes }) => wishes.flatMap((one) => one.applications));
  return new Set(names.flatMap((name) => (applications[name] ?? []).map((plan) => plan.name)));
}

async function peopleOf(tenant: PolicyTenant) {
  return Promise.all(NAMES.map((name) => tenant.person(`${name}@nhs.net`)));
}

async function assertUntouched(
  tenant: PolicyTenant,
  before: Awaited<ReturnType<typeof peopleOf>>,
  steps: readonly Step[],
): Promise<void> {
  const may = toggled(steps);
  const now = await peopleOf(tenant);
  for (const [i, name] of NAMES.entries()) {
    const had = before[i]?.plans ?? [];
    const has = now[i]?.plans ?? [];
    // what someone had is never taken, and what comes is what was switched on (or Exchange, for who has it anyway)
    expect(has, `${name} keeps`).to.include.members([...had]);
    const extra = has.filter((plan) => !had.includes(plan) && !may.has(plan));
    expect(extra, `${name} gets`).to.deep.equal([]);
    expect(now[i]?.purpose, `mailbox of ${name}`).to.equal(before[i]?.purpose);
  }
}

const seatsOf = (tenant: PolicyTenant) => Promise.all(SKUS.map((sku) => tenant.consumed(sku)));

describe("user policies over random starting assignments", function () {
  this.timeout(Number(process.env["POLICY_RUNS"] ?? 0) * 4000 + 240_000);

  it("change no other plan of anybody, take no mailbox, and no seat unasked [POL-3]", async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.array(step, { minLength: 1, maxLength: 4 }), async (given, steps) => {
        const tenant = await tenantOf(given);
        try {
          const before = await peopleOf(tenant);
          const seats = await seatsOf(tenant);
          const course: Course = { tenant, given, records: new Map(), kept: new Set() };
          for (const one of steps) {
            await bring(course, one);
            await assertUntouched(tenant, before, steps);
          }
          // what the directory had still to do is done by then
          await tenant.admin("POST", "clock", { advance: "1d" });
          await assertUntouched(tenant, before, steps);
          if (!steps.some(({ wishes }) => wishes.some(({ grantsLicence }) => grantsLicence))) {
            expect(await seatsOf(tenant), "seats").to.deep.equal(seats);
          }
        } finally {
          await tenant.close();
        }
      }),
      {
        numRuns: Number(process.env["POLICY_RUNS"] ?? 25),
        ...(process.env["POLICY_SEED"] ? { seed: Number(process.env["POLICY_SEED"]) } : {}),
      },
    );
  });
});
