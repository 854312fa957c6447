import { expect } from "chai";
import fc from "fast-check";
import { PolicyPartlyDone } from "../../providers/user-policy/partly-done";
import { type PolicyInputs, switchesOf } from "../../providers/user-policy/policy-inputs";
import type { PolicyRecord } from "../../providers/user-policy/policy-record";
import { applications } from "../../src/model/applications";
import { type PolicyTenant, policyTenant, type SeedLicence } from "./policy-tenant";

const NAMES = ["amy", "bob", "cat", "dan"];
const SKUS = ["ENTERPRISEPACK", "DESKLESSPACK"];
const APPLICATIONS = ["Microsoft Bookings", "Microsoft Teams", "Exchange Online", "Sway", "Viva Engage"];
const ofLicence: Readonly<Record<string, readonly string[]>> = {
  ENTERPRISEPACK: ["MICROSOFTBOOKINGS", "TEAMS1", "SWAY", "EXCHANGE_S_ENTERPRISE"],
  DESKLESSPACK: ["MICROSOFTBOOKINGS", "TEAMS1", "SWAY", "EXCHANGE_S_DESKLESS"],
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
});

const step = fc.record({
  policy: fc.constantFrom("One", "Two"),
  users: fc.subarray(NAMES),
  applications: fc.subarray(APPLICATIONS, { minLength: 1 }),
  grantsLicence: fc.boolean(),
  retire: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
});

type Start = typeof start extends fc.Arbitrary<infer S> ? S : never;
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A tenant in which people hold what they hold; of each licence a few seats are spare. */
async function tenantOf({ people, groups, spare, lonePlan }: Start): Promise<PolicyTenant> {
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
  return policyTenant(users, {
    settings: { lonePlan },
    seed: {
      groups: groups.map(({ licence: given, members }, i) => ({
        displayName: `Base ${i}`,
        members: members.map((name) => `${name}@nhs.net`),
        licences: [given],
      })),
      // the service accounts hold one each
      subscriptions: SKUS.map((sku) => ({ sku, enabled: taken(sku) + 2 + spare })),
    } as never,
  });
}

/** Brings a policy about through the handler, as the engine would; a refusal leaves the record as it was. */
async function bring(
  tenant: PolicyTenant,
  records: Map<string, PolicyRecord>,
  wish: PolicyInputs,
): Promise<void> {
  const handler = tenant.policies();
  const before = records.get(wish.displayName);
  try {
    const { outs } = before
      ? await handler.update(before.id, (await handler.read(before.id, before)).props, wish)
      : await handler.create(wish);
    records.set(wish.displayName, outs);
  } catch (error) {
    if (error instanceof PolicyPartlyDone) records.set(wish.displayName, error.properties);
    else if (!(error instanceof Error) || error.name !== "Refusal") throw error;
  }
}

/** Names of the plans that policies may have switched on, for anybody. */
function toggled(steps: readonly Step[]): Set<string> {
  const names = steps.flatMap((one) => one.applications);
  return new Set(names.flatMap((name) => (applications[name] ?? []).map((plan) => plan.name)));
}

async function peopleOf(tenant: PolicyTenant) {
  return Promise.all(NAMES.map((name) => tenant.person(`${name}@nhs.net`)));
}

describe("user policies over random starting assignments", function () {
  this.timeout(240_000);

  it("change no other plan of anybody, take no mailbox, and no seat unasked [POL-3]", async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.array(step, { minLength: 1, maxLength: 4 }), async (given, steps) => {
        const tenant = await tenantOf(given);
        try {
          const before = await peopleOf(tenant);
          const seats = await tenant.consumed("ENTERPRISEPACK");
          const records = new Map<string, PolicyRecord>();
          for (const one of steps) {
            await bring(tenant, records, wishOf(tenant, one, records));
            await assertUntouched(tenant, before, steps);
          }
          if (!steps.some(({ grantsLicence }) => grantsLicence)) {
            expect(await tenant.consumed("ENTERPRISEPACK"), "seats").to.equal(seats);
          }
        } finally {
          await tenant.close();
        }
      }),
      { seed: 7, numRuns: Number(process.env["POLICY_RUNS"] ?? 25) },
    );
  });
});

function wishOf(tenant: PolicyTenant, one: Step, records: ReadonlyMap<string, PolicyRecord>): PolicyInputs {
  const displayName = `Leeds${one.policy}`;
  const names = { policyName: one.policy, displayName };
  if (one.retire || records.get(displayName)?.status === "deleted") {
    const deletion = { confirm: displayName, reason: "over" };
    return tenant.policy([], { ...names, status: "deleted", deletion, grantsLicence: one.grantsLicence });
  }
  return tenant.policy(one.users, {
    ...names,
    applications: switchesOf(one.applications),
    grantsLicence: one.grantsLicence,
  });
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
    // what somebody had is never taken, and what comes is what was switched on (or Exchange, for who has it anyway)
    expect(has, `${name} keeps`).to.include.members([...had]);
    const extra = has.filter((plan) => !had.includes(plan) && !may.has(plan));
    expect(extra, `${name} gets`).to.deep.equal([]);
    expect(now[i]?.purpose, `mailbox of ${name}`).to.equal(before[i]?.purpose);
  }
}
