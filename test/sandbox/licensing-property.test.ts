import { expect } from "chai";
import fc from "fast-check";
import { change, e3, f3, LicenceView } from "./support/licences";
import { TestTenant } from "./support/tenant";

const skus = { e3, f3 } as const;
type SkuName = keyof typeof skus;
const people = ["amy@nhs.net", "bo@nhs.net", "cy@nhs.net"];
const bundles = ["Base", "Bookings"];
/** A few plans are enough to tell a union from anything else. */
const plans: Record<SkuName, string[]> = {
  e3: ["MICROSOFTBOOKINGS", "EXCHANGE_S_ENTERPRISE", "SWAY"],
  f3: ["MICROSOFTBOOKINGS", "EXCHANGE_S_DESKLESS", "SWAY"],
};

type Step =
  | { kind: "assign"; to: "person" | "bundle"; at: number; sku: SkuName; off: string[] }
  | { kind: "remove"; to: "person" | "bundle"; at: number; sku: SkuName }
  | { kind: "join" | "leave"; person: number; bundle: number }
  | { kind: "wait" };

const sku = fc.constantFrom<SkuName>("e3", "f3");
const target = fc.oneof(
  fc.record({ to: fc.constant("person" as const), at: fc.nat(people.length - 1) }),
  fc.record({ to: fc.constant("bundle" as const), at: fc.nat(bundles.length - 1) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(target, sku)
    .chain(([where, name]) =>
      fc.subarray(plans[name]).map((off): Step => ({ kind: "assign", ...where, sku: name, off })),
    ),
  fc.tuple(target, sku).map(([where, name]): Step => ({ kind: "remove", ...where, sku: name })),
  fc.record({
    kind: fc.constantFrom("join" as const, "leave" as const),
    person: fc.nat(people.length - 1),
    bundle: fc.nat(bundles.length - 1),
  }),
  fc.constant<Step>({ kind: "wait" }),
);

/** Who was assigned what, and nothing of how a directory does it. */
class Model {
  /** Plans that are off, by licence, of each person and bundle. */
  readonly assigned = new Map<string, Map<SkuName, string[]>>();
  readonly members = new Map<string, Set<string>>(bundles.map((name) => [name, new Set()]));

  of(holder: string): Map<SkuName, string[]> {
    const found = this.assigned.get(holder) ?? new Map<SkuName, string[]>();
    this.assigned.set(holder, found);
    return found;
  }

  holders(person: string): string[] {
    return [person, ...bundles.filter((name) => this.members.get(name)?.has(person))];
  }

  /** `e3/SWAY` for each plan that any assignment leaves on. */
  plans(person: string): string[] {
    const all = this.holders(person).flatMap((holder) =>
      [...this.of(holder)].flatMap(([name, off]) =>
        Object.keys(skus[name].plans)
          .filter((plan) => !off.includes(plan))
          .map((plan) => `${name}/${plan}`),
      ),
    );
    return [...new Set(all)].sort();
  }

  seats(name: SkuName): number {
    return people.filter((person) => this.holders(person).some((holder) => this.of(holder).has(name))).length;
  }
}

/** Does each step to the sandbox and to the model, and compares whether it could be done. */
class Run {
  readonly model = new Model();

  constructor(
    readonly tenant: TestTenant,
    readonly groups: readonly string[],
  ) {}

  async step(one: Step): Promise<void> {
    if (one.kind === "wait") await this.tenant.advance("1s");
    else if (one.kind === "assign" || one.kind === "remove") await this.licence(one);
    else await this.membership(one.kind, people[one.person] ?? "", one.bundle);
  }

  async licence(one: Step & { kind: "assign" | "remove" }): Promise<void> {
    const holder = (one.to === "person" ? people : bundles)[one.at] ?? "";
    const path = one.to === "person" ? `/users/${holder}` : `/groups/${this.groups[one.at]}`;
    const { skuId, plans: ids } = skus[one.sku];
    const held = this.model.of(holder);
    const has = held.has(one.sku);
    if (one.kind === "assign") held.set(one.sku, one.off);
    else held.delete(one.sku);
    const body =
      one.kind === "assign"
        ? change([{ skuId, disabledPlans: one.off.map((name) => ids[name] ?? "") }])
        : change([], [skuId]);
    const { status } = await this.tenant.call("POST", `${path}/assignLicense`, body);
    const done = one.to === "person" ? 200 : 202;
    expect(status).to.equal(one.kind === "assign" || has ? done : 400);
  }

  async membership(kind: "join" | "leave", person: string, bundle: number): Promise<void> {
    const members = this.model.members.get(bundles[bundle] ?? "") ?? new Set();
    const id = await this.tenant.idOf(person);
    const path = `/groups/${this.groups[bundle]}/members`;
    const has = members.has(person);
    const { status } =
      kind === "join"
        ? await this.tenant.call("POST", `${path}/$ref`, this.tenant.reference(id))
        : await this.tenant.call("DELETE", `${path}/${id}/$ref`);
    if (kind === "join") expect(status).to.equal(has ? 400 : 204);
    else expect(status).to.equal(has ? 204 : 404);
    if (kind === "join") members.add(person);
    else members.delete(person);
  }
}

async function shownPlans(tenant: TestTenant, person: string): Promise<string[]> {
  const { body } = await tenant.get(`/users/${person}/licenseDetails`);
  type Detail = { skuId: string; servicePlans: { servicePlanName: string; provisioningStatus: string }[] };
  const all = body.value.flatMap((detail: Detail) =>
    detail.servicePlans
      .filter((plan) => plan.provisioningStatus !== "Disabled")
      .map((plan) => `${detail.skuId === e3.skuId ? "e3" : "f3"}/${plan.servicePlanName}`),
  );
  return all.sort();
}

async function start(): Promise<Run> {
  const tenant = await TestTenant.start({
    settings: { exclusivePlans: "allowed", throttling: false },
    users: people.map((address) => ({ address })),
  });
  const groups = [await tenant.newGroup("Base"), await tenant.newGroup("Bookings")];
  await tenant.set({ licenceDelay: "short" });
  return new Run(tenant, groups);
}

describe("licences of the sandbox, whatever the order of changes", () => {
  it("are the union of all assignments, and take one seat a user and licence", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const run = await start();
        try {
          for (const one of steps) await run.step(one);
          await run.tenant.advance("3s");
          for (const person of people)
            expect(await shownPlans(run.tenant, person), person).to.deep.equal(run.model.plans(person));
          const view = new LicenceView(run.tenant);
          for (const name of ["e3", "f3"] as const)
            expect(await view.consumed(skus[name].skuId), name).to.equal(run.model.seats(name));
        } finally {
          await run.tenant.close();
        }
      }),
      { numRuns: 15 },
    );
  });

  it("never take more seats than there are, and every seat is that of an active assignment", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const run = await start();
        try {
          await run.tenant.client.admin("POST", "seed", {
            subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 1 }],
          });
          for (const one of steps) await run.step(one).catch(ignoreRefusal);
          await run.tenant.advance("3s");
          const { body } = await run.tenant.get("/users?$select=licenseAssignmentStates");
          type State = { skuId: string; state: string };
          const holders = body.value.filter((user: { licenseAssignmentStates: State[] }) =>
            user.licenseAssignmentStates.some((one) => one.skuId === e3.skuId && one.state === "Active"),
          );
          const consumed = await new LicenceView(run.tenant).consumed(e3.skuId);
          expect(consumed).to.equal(holders.length).and.at.most(1);
        } finally {
          await run.tenant.close();
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** The model knows nothing of shortage: a step may be refused that it allows. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "AssertionError") throw error;
}
