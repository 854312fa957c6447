import { expect } from "chai";
import fc from "fast-check";
import { type MatchedStaff, matchStaff } from "../../providers/booking-calendar/read/match-staff";
import {
  type MembershipStep,
  membershipSteps,
} from "../../providers/booking-calendar/update/membership-steps";
import { inLanes, type Task, withoutFailed } from "../../providers/booking-calendar/update/work";
import type { StaffMember } from "../../src/graph/resources/staff";
import { parseStaff, staff as staffCalls } from "../../src/graph/resources/staff";
import type { CalendarRecord } from "../../src/model/calendar-record";
import type { RecordedRole } from "../../src/model/calendar-roles";
import { type Logged, type TestTenant, testTenant } from "./sandbox-tenant";

const PEOPLE = ["amy.shah", "bob.jones", "cat.lee", "dan.fox", "eve.wood", "fay.hill", "gus.moor"].map(
  (name) => `${name}@nhs.net`,
);
const role = fc.constantFrom<RecordedRole>("admin", "viewer");
const members = fc
  .dictionary(fc.constantFrom(...PEOPLE), role, { minKeys: 1, noNullPrototype: true })
  .map((some) =>
    Object.values(some).includes("admin") ? some : { ...some, [PEOPLE[0] ?? ""]: "admin" as const },
  );

const row = (address: string, word: string, status = "active"): StaffMember => ({
  id: address,
  displayName: address,
  emailAddress: address,
  role: word,
  membershipStatus: status,
});
const word = (one: RecordedRole) => (one === "admin" ? "administrator" : "teamMember");

const asTask = (step: MembershipStep): Task => ({
  what: "member",
  step,
  call: { method: "POST", path: "", ...(step.after ? { after: step.after } : {}) },
});

/** Takes steps in an order that `pick` chooses among those whose turn it may be; one in five fails. */
function run(tasks: readonly Task[], live: Map<string, string>, pick: () => number): number {
  const done = new Set<number>();
  const open = new Set(tasks.keys());
  const isReady = (index: number) => (tasks[index]?.call.after ?? []).every((one) => done.has(one));
  for (let ready = [...open].filter(isReady); ready.length > 0; ready = [...open].filter(isReady)) {
    const index = ready[pick() % ready.length] ?? 0;
    open.delete(index);
    const step = tasks[index]?.step;
    if (step && pick() % 5 !== 0) {
      done.add(index);
      apply(step, live);
      expect([...live.values()]).to.include("administrator");
    }
  }
  return done.size;
}

function apply(step: MembershipStep, live: Map<string, string>): void {
  if (step.what === "remove") {
    live.delete(step.address);
  } else {
    live.set(step.address, step.role);
  }
}

describe("never without an admin", () => {
  it("in any order that the dependencies allow, with any steps failing [USR-2]", async () => {
    await fc.assert(
      fc.asyncProperty(members, members, fc.infiniteStream(fc.nat()), async (before, after, picks) => {
        const rows = Object.entries(before).map(([address, one]) => row(address, word(one)));
        const staff = await matchStaff(Object.keys(after), rows, async () => new Map());
        const wanted = new Map(Object.entries(after).map(([address, one]) => [address, word(one)]));
        const tasks = inLanes(membershipSteps(wanted, staff).steps.map(asTask));
        const live = new Map(rows.map((one) => [one.emailAddress, one.role]));
        const done = run(tasks, live, () => picks.next().value ?? 0);
        if (done === tasks.length) {
          expect(live).to.deep.equal(wanted);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what must not happen before a failed step from happening later [USR-2]", () => {
    const staff: MatchedStaff = {
      known: new Map(),
      extra: new Map([["old@nhs.net", row("old@nhs.net", "administrator")]]),
    };
    const { steps } = membershipSteps(new Map([["new@nhs.net", "administrator"]]), staff);
    const tasks = steps.map(asTask);
    expect(tasks).to.have.length(2);
    expect(withoutFailed(tasks, new Set(["add new@nhs.net"]))).to.deep.equal([]);
  });

  describe("in the sandbox", function () {
    this.timeout(60_000);
    let tenant: TestTenant;
    after(() => tenant.close());

    it("at every prefix of the request log, also with faults, and the next run completes it [USR-2] [CRE-2]", async () => {
      tenant = await testTenant({ settings: { membershipApproval: false } });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(
          members,
          members,
          fc.option(fc.integer({ min: 1, max: 4 })),
          async (before, after, nth) => {
            round += 1;
            const clinic = `Round ${round}`;
            await tenant.admin("DELETE", "faults");
            const handler = tenant.handler();
            const { id, outs } = await handler.create(tenant.inputs(clinic, { members: before }));
            await tenant.clearLog();
            if (nth !== null) {
              await tenant.fault({ operation: "staffMember.*", kind: nth % 2 ? "cut-after" : "500", nth });
            }
            const wish = tenant.inputs(clinic, { members: after });
            const result = await handler
              .update(id, outs, wish)
              .catch((error) => ({ outs: error.properties ?? outs }));
            const roles = await rolesNow(tenant, id);
            expect(adminsAtEveryPrefix(outs, roles, await tenant.log("?effect=write"))).to.equal(true);
            await tenant.admin("DELETE", "faults");
            const settled = await tenant.handler().update(id, result.outs, wish);
            expect(settled.outs.members).to.deep.equal(wish.members);
          },
        ),
        { numRuns: 25 },
      );
    });
  });
});

/**
 * The log has no bodies, but the ids of the rows that were made. A row keeps the role that it was made with through the
 * one update under test, so the roles at the end say what was made in between.
 */
function adminsAtEveryPrefix(
  { members: before, live }: CalendarRecord,
  rolesAtEnd: ReadonlyMap<string, RecordedRole>,
  log: readonly Logged[],
): boolean {
  const roles = new Map(Object.entries(before).map(([address, one]) => [live.staff[address]?.id ?? "", one]));
  return log.every(({ operation, path, made }) => {
    replay(roles, operation, made ?? path.split("/").at(-1) ?? "", rolesAtEnd);
    return [...roles.values()].includes("admin");
  });
}

function replay(
  roles: Map<string, RecordedRole>,
  operation: string,
  id: string,
  rolesAtEnd: ReadonlyMap<string, RecordedRole>,
): void {
  if (operation === "staffMember.delete") roles.delete(id);
  else if (operation.startsWith("staffMember.")) roles.set(id, rolesAtEnd.get(id) ?? "viewer");
}

/** The roles of all rows but the operator's, by id. */
async function rolesNow(tenant: TestTenant, id: string): Promise<Map<string, RecordedRole>> {
  const rows = parseStaff((await tenant.observer().send(staffCalls.list(id))).body) ?? [];
  return new Map(rows.map((one) => [one.id, one.role === "administrator" ? "admin" : "viewer"]));
}
