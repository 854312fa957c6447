import { expect } from "chai";
import fc from "fast-check";
import { stepsToApply } from "../../src/engine/evidence";
import { CALENDAR_TYPE, factsOn, StepLedger } from "../../src/engine/internals/engine-events";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { compareFields, comparePeople } from "../../src/plan/compare";
import type { StepsToApply } from "../../src/plan/steps-to-apply";
import { type Snapshot, type TestTenant, testTenant } from "./sandbox-tenant";

const ROUNDS = 15;
const PEOPLE = ["amy.shah", "bob.jones", "cat.lee", "dan.fox"].map((name) => `${name}@nhs.net`);
const [AMY = ""] = PEOPLE;
const PATH = "/solutions/bookingBusinesses/LeedsCardiologyEcho@nhs.net";

/** What the specs ask for, as far as it may differ from round to round. */
type Wish = Pick<CalendarInputs, "phone" | "replyTo" | "members">;

const wishes: fc.Arbitrary<Wish> = fc.record({
  phone: fc.constantFrom("0113 496 0000", "0113 496 0001"),
  replyTo: fc.constantFrom(...PEOPLE.slice(0, 2)),
  members: fc
    .dictionary(fc.constantFrom(...PEOPLE), fc.constantFrom("admin" as const, "viewer" as const), {
      noNullPrototype: true,
    })
    .map((some) => ({ ...some, [AMY]: "admin" as const })),
});

/** What someone does in the web app after the review. */
const hands = fc.constantFrom("nothing", "phone", "adds", "promotes", "removes");

describe("what is written [OPS-3]", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const live = async (): Promise<Snapshot> => {
    const found = await tenant.calendar("LeedsCardiologyEcho@nhs.net");
    if (!found) throw new Error("the calendar is not there");
    return found;
  };

  async function byHand(hand: string): Promise<void> {
    if (hand === "phone") await tenant.edit("PATCH", PATH, { phone: "0113 000 0000" });
    if (hand === "adds")
      await tenant.edit("POST", `${PATH}/staffMembers`, {
        "@odata.type": "#microsoft.graph.bookingStaffMember",
        displayName: "Hal",
        emailAddress: "hal.dale@nhs.net",
        role: "viewer",
      });
    const { body } = (await tenant.edit("GET", `${PATH}/staffMembers`)) as never as {
      body: { value: { id: string; emailAddress: string }[] };
    };
    const other = body.value.find(({ emailAddress }) => PEOPLE.indexOf(emailAddress.toLowerCase()) > 0);
    if (other && hand === "removes") await tenant.edit("DELETE", `${PATH}/staffMembers/${other.id}`);
    if (other && hand === "promotes")
      await tenant.edit("PATCH", `${PATH}/staffMembers/${other.id}`, {
        "@odata.type": "#microsoft.graph.bookingStaffMember",
        role: "scheduler",
      });
  }

  /** The one step that a plan of these inputs has, from what was read. */
  function stepOf(read: { inputs: CalendarInputs; props: object }, wanted: CalendarInputs): StepsToApply {
    const ledger = new StepLedger();
    const facts = factsOn(ledger.calendars, `x::${CALENDAR_TYPE}::echo`);
    Object.assign(facts, { live: read.inputs, liveOutputs: read.props, wanted });
    const change = {
      name: "echo",
      address: wanted.address,
      organisation: "Leeds",
      kind: "update" as const,
      fields: [],
      members: [],
      repairsDrift: false,
    };
    return stepsToApply({ organisation: "leeds", changes: [change] }, ledger);
  }

  const textsOf = ({ phone, email }: Snapshot) => ({ phone: phone ?? "", replyTo: email ?? "" });
  const peopleOf = ({ staff }: Snapshot) =>
    Object.fromEntries(staff.map(({ address, role }) => [address.toLowerCase(), role]));

  it("is what was planned or less, and nothing where someone changed the calendar since", async () => {
    const made = await tenant.handler().create(tenant.inputs("Echo"));
    let record: object = made.outs;
    await fc.assert(
      fc.asyncProperty(wishes, hands, async (wish, hand) => {
        const wanted = tenant.inputs("Echo", wish);
        const read = await tenant.handler().read(made.id, record);
        const reviewed = stepOf(read, wanted);
        const planned = {
          fields: compareFields({ ...read.inputs }, { ...wanted }).map(({ field }) => field),
          people: comparePeople(read.inputs.members, wanted.members).map(({ address }) => address),
        };
        const shown = await live();
        await byHand(hand);
        const before = await live();
        const hasMoved = JSON.stringify(before) !== JSON.stringify(shown);
        // the engine reads once more, and hands over what it finds
        const again = await tenant.handler().read(made.id, record);
        record = again.props;
        const done = await tenant
          .handler({ reviewed })
          .update(made.id, again.props, wanted)
          .then(
            ({ outs }) => outs,
            () => undefined,
          );
        const after = await live();
        if (done) record = done;
        if (hasMoved) expect(done, `${hand} went unseen`).to.equal(undefined);
        if (!done) expect(after).to.deep.equal(before);
        const fields = compareFields(textsOf(before), textsOf(after)).map(({ field }) => field);
        const people = comparePeople(peopleOf(before), peopleOf(after)).map(({ address }) => address);
        expect(planned.fields).to.include.members(fields);
        expect(planned.people).to.include.members(people);
      }),
      { numRuns: ROUNDS },
    );
  });
});
