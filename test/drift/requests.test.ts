import { expect } from "chai";
import { driftOf, type Known } from "../../src/cli/drift/drift-of";
import type { RecordedFacts } from "../../src/drift/recorded-facts";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { OrganisationModel } from "../../src/model/estate";
import { ownersOf } from "../../src/tenant/people";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { calendar, leeds, tenant as specs } from "../support/model";
import { told } from "./facts";

const MEMBERS = 6;

const shortName = (organisation: number): string => `Org${String(organisation).padStart(2, "0")}x`;
const person = (organisation: number, clinic: number, member: number): string =>
  `p${organisation}.${clinic}.${member}@nhs.net`;
const replyTo = (organisation: number): string => `clinics.${organisation}@nhs.net`;

/** The calendars of one organisation as its specs want them, each with people of its own. */
const clinics = (organisation: number, count: number): BookingCalendar[] =>
  Array.from({ length: count }, (_, clinic) =>
    calendar({
      address: `${shortName(organisation)}Clinic${clinic}@nhs.net`,
      organisation: shortName(organisation),
      replyTo: replyTo(organisation),
      members: Object.fromEntries(
        Array.from({ length: MEMBERS }, (_, member) => [
          person(organisation, clinic, member),
          member === 0 ? ("admin" as const) : ("viewer" as const),
        ]),
      ),
    }),
  );

/** A tenant in which all of that exists, made as it should be. Some people's mailboxes may have become shared ones. */
const tenantWith = (
  organisations: readonly BookingCalendar[][],
  shared: readonly string[] = [],
  others = 0,
): Promise<TestTenant> =>
  testTenant({
    // on a fast machine Graph's limits a second would be met, and every answer of 429 would count as a request
    settings: { bookingsPaging: "none", directoryPaging: "pages", throttling: false },
    seed: {
      generate: { calendars: others },
      organisations: organisations.map((_, index) => ({ shortName: shortName(index) })),
      users: organisations.flatMap((all, index) => [
        { address: replyTo(index), organisation: shortName(index), mailbox: "shared" as const },
        ...all.flatMap(({ members }) =>
          Object.keys(members).map((address) => ({
            address,
            organisation: shortName(index),
            mailbox: shared.includes(address) ? ("shared" as const) : ("user" as const),
          })),
        ),
      ]),
      calendars: organisations.flat().map((one) => ({
        displayName: one.displayName,
        address: one.address,
        email: one.replyTo,
        phone: one.phone,
        staff: Object.entries(one.members).map(([address, role]) => ({
          address,
          role: role === "admin" ? "administrator" : "teamMember",
          status: "active",
        })),
      })),
    },
  });

/** What a run would have recorded of them. */
async function knownOf(tenant: TestTenant, organisations: readonly BookingCalendar[][]): Promise<Known[]> {
  const everyone = organisations.flat().flatMap(({ members }) => Object.keys(members));
  const ids = await ownersOf(tenant.observer(), everyone);
  return organisations.map((all, index) => {
    const { organisation, ...model } = leeds(...all);
    const named = { ...organisation, shortName: shortName(index), stack: shortName(index).toLowerCase() };
    const ours: OrganisationModel = { ...model, organisation: { ...named, directoryName: shortName(index) } };
    const recorded = all.map(({ name, address, replyTo: reply, phone, members }): RecordedFacts => {
      const persons = Object.keys(members).map((one) => [one, ids.get(one) ?? ""]);
      const asked = { replyTo: reply, phone, members, viewerRole: "teamMember" };
      return { name, address, status: "active", asked, persons: Object.fromEntries(persons) };
    });
    return { model: ours, recorded };
  });
}

/** What a detection found, with the requests that it took: a batch is one. */
async function detect(tenant: TestTenant, known: readonly Known[], allMailboxes = false) {
  await tenant.clearLog();
  const reports = await driftOf(
    tenant.observer(),
    { ...specs, tenantId: tenant.sandbox.tenantId },
    known,
    allMailboxes,
  );
  const log = (await tenant.log()).filter(({ path }) => !path.includes("oauth2"));
  const requests = log.filter(({ via }) => via === "http").length;
  const purposes = log.filter(({ operation }) => operation === "userPurpose.get").map(({ path }) => path);
  return { found: reports.flatMap(told), requests, purposes };
}

/** That many organisations with that many calendars each, and what a run recorded of them. */
async function made(
  organisations: number,
  count: number,
  shared: readonly string[] = [],
  others = 0,
): Promise<{ tenant: TestTenant; known: Known[] }> {
  const all = Array.from({ length: organisations }, (_, index) => clinics(index, count));
  const tenant = await tenantWith(all, shared, others);
  return { tenant, known: await knownOf(tenant, all) };
}

describe("requests of a drift detection", function () {
  this.timeout(60_000);

  it("are 16 at the most for 100 calendars of six people who are all as recorded [OPS-2]", async () => {
    const { tenant, known } = await made(1, 100);
    const { found, requests, purposes } = await detect(tenant, known);
    await tenant.close();
    expect(found).to.deep.equal([]);
    expect(purposes).to.deep.equal([]);
    expect(requests).to.be.at.most(16);
  });

  it("are 150 at the most for 1,000 calendars of ten organisations, looked at together or one after the other [OPS-2]", async () => {
    const { tenant, known } = await made(10, 100);
    const together = await detect(tenant, known);
    const inTurn = [];
    for (const one of known) inTurn.push(await detect(tenant, [one]));
    await tenant.close();
    expect([together, ...inTurn].flatMap(({ found }) => found)).to.deep.equal([]);
    expect(together.requests).to.be.at.most(150);
    expect(inTurn.reduce((sum, { requests }) => sum + requests, 0)).to.be.at.most(150);
  });

  it("rise with the organisation's calendars alone: 400 in a tenant of 3,000 take four times as many [OPS-2]", async () => {
    const { tenant, known } = await made(1, 400, [], 2600);
    const { found, requests } = await detect(tenant, known);
    await tenant.close();
    expect(found).to.deep.equal([]);
    expect(requests).to.be.at.most(4 * 14);
  });

  it("go on by the next letter where a list is cut: what is listed is told, and that there may be more [WEB-1] [I10]", async () => {
    const { tenant, known } = await made(1, 510);
    const [{ model, recorded }] = known as [Known];
    const last = 509;
    const unknown = [
      { model: { ...model, calendars: model.calendars.slice(0, last) }, recorded: recorded.slice(0, last) },
    ];
    const { found } = await detect(tenant, unknown);
    await tenant.close();
    expect(found).to.deep.equal(["unreadable drift-list-unreadable", "unmanaged drift-calendar-unmanaged"]);
  });

  it("ask for the mailbox of whoever is not as recorded, and of everybody where that is wanted [USR-3]", async () => {
    const [, disabled, shared, other, stranger] = Array.from({ length: MEMBERS }, (_, at) =>
      person(0, 0, at),
    );
    const { tenant, known } = await made(1, 3, [String(shared)]);
    await tenant.edit("PATCH", `/users/${disabled}`, { accountEnabled: false });
    const changed = known.map(({ model, recorded }): Known => {
      const differing = { [String(other)]: "an account of long ago" };
      return {
        model,
        recorded: recorded.map((one) => {
          const { [String(stranger)]: _, ...persons } = one.persons ?? {};
          return { ...one, persons: other && other in persons ? { ...persons, ...differing } : persons };
        }),
      };
    });
    const quick = await detect(tenant, changed);
    const whole = await detect(tenant, changed, true);
    await tenant.close();
    expect(quick.purposes).to.have.length(3);
    expect(quick.found).to.deep.equal([
      `changed drift-another-person /members/${other}`,
      `leaver drift-leaver /members/${disabled}`,
    ]);
    expect(whole.purposes).to.have.length(3 * MEMBERS);
    expect(whole.found).to.deep.equal([...quick.found, `leaver drift-leaver /members/${shared}`]);
  });
});
