import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const HULL = "HullCardiologyA@nhs.net";
const HULL_MARK = "managed from git: hull/hullcardiologya";
/** Calendars that are not ours, and on which our operator is an administrator all the same. */
const OTHERS = [HULL, "SomebodysClinic@nhs.net", "LeedsEastCardiologyA@nhs.net"] as const;

describe("an organisation's calendars, with a token that could do more", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  let id: string;
  let record: CalendarRecord;

  before(async () => {
    tenant = await testTenant();
    const staff = ["svc.leeds.bookings@nhs.net", "eve.wood@nhs.net"].map((address) => ({
      address,
      role: "administrator",
    }));
    await tenant.admin("POST", "seed", {
      calendars: [
        { displayName: "HullCardiologyA", businessType: HULL_MARK, staff },
        { displayName: "SomebodysClinic", staff },
        {
          displayName: "LeedsEastCardiologyA",
          businessType: "managed from git: leedseast/leedseastcardiologya",
          staff,
        },
      ],
    });
    const made = await tenant.handler().create(tenant.inputs("A"));
    id = made.id;
    record = made.outs;
  });
  beforeEach(() => tenant.clearLog());
  after(() => tenant.close());

  /** Everything that was asked of Graph about a calendar that is not ours. */
  const strayed = async () =>
    (await tenant.log()).filter(({ path }) =>
      OTHERS.some((address) => decodeURIComponent(path).toLowerCase().includes(address.toLowerCase())),
    );
  const writes = () => tenant.log("?effect=write");

  it("could change those of others, were it let", async () => {
    // what the tests below show would show nothing otherwise
    const path = `/solutions/bookingBusinesses/${OTHERS[1]}`;
    await tenant.operator().send({ method: "PATCH", path, body: { phone: "0113 496 0009" } });
    expect((await writes()).map(({ status }) => status)).to.deep.equal([204]);
  });

  for (const actualAddress of OTHERS) {
    it(`does not read, change or delete ${actualAddress} where an edited state says that ours is there [OPS-6]`, async () => {
      const edited = { ...record, live: { ...record.live, actualAddress, marker: "none" as const } };
      const inputs = tenant.inputs("A", { phone: "0113 496 0001" });
      const deletion = { confirm: inputs.address, reason: "x", withFutureAppointments: true };
      for (const attempt of [
        () => tenant.handler().read(id, edited),
        () => tenant.handler().update(id, edited, inputs),
        () => tenant.handler().update(id, edited, { ...inputs, status: "deleted", members: {}, deletion }),
      ]) {
        expect(await failureOf(attempt())).to.include({ code: "foreign-address" });
      }
      expect(await failureOf(tenant.handler().delete(id, edited))).to.include({ code: "delete-locked" });
      expect(await strayed()).to.deep.equal([]);
      expect(await writes()).to.deep.equal([]);
    });
  }

  it("does not follow an edited record that is another organisation's in every word [OPS-6]", async () => {
    const hull = tenant.inputs("A", { organisation: "Hull" });
    const edited = { ...record, ...hull, live: { ...record.live, actualAddress: HULL } };
    expect(await failureOf(tenant.handler().update(id, edited, tenant.inputs("A")))).to.include({
      code: "fixed-field-changed",
    });
    expect(await strayed()).to.deep.equal([]);
  });

  it("looks at and changes one organisation in one run, whichever comes first [OPS-6]", async () => {
    const handler = tenant.handler();
    await handler.read(id, record);
    await tenant.clearLog();
    const hull = tenant.inputs("A", { organisation: "Hull" });
    const edited = { ...record, ...hull, live: { ...record.live, actualAddress: HULL } };
    for (const attempt of [
      () => handler.read(id, edited),
      () => handler.update(id, edited, hull),
      () => handler.create(hull),
    ]) {
      expect(await failureOf(attempt())).to.include({ code: "another-organisation" });
    }
    expect(await tenant.log()).to.deep.equal([]);
    expect(existsSync(join(tenant.folder, ".bookings/journal/hull.jsonl"))).to.equal(false);
    expect(existsSync(join(tenant.folder, ".bookings/journal/leeds.jsonl"))).to.equal(true);
  });

  it("knows beforehand whose run it is, where that was said [OPS-6]", async () => {
    const handler = tenant.handler({ organisation: "leeds" });
    const hull = tenant.inputs("B", { organisation: "Hull" });
    expect(await failureOf(handler.create(hull))).to.include({ code: "another-organisation" });
    expect((await handler.read(id, record)).props.status).to.equal("active");
    expect(await writes()).to.deep.equal([]);
  });

  it("takes no calendar of an organisation whose short name goes on where ours ends [OPS-6]", async () => {
    // “LeedsEast” + “Cardiology” and “Leeds” + “East Cardiology” compute to one address
    const inputs = tenant.inputs("A", {
      serviceArea: "East Cardiology",
      displayName: "LeedsEastCardiologyA",
      address: "LeedsEastCardiologyA@nhs.net",
    });
    expect(await failureOf(tenant.handler().create(inputs))).to.include({ code: "calendar-not-ours" });
    const { live } = record;
    const edited = { ...record, ...inputs, live: { ...live, actualAddress: inputs.address } };
    expect(await failureOf(tenant.handler().update(id, edited, inputs))).to.include({
      code: "calendar-not-ours",
    });
    const deletion = { confirm: inputs.address, reason: "x", withFutureAppointments: true };
    const toDelete = { ...inputs, status: "deleted" as const, members: {}, deletion };
    expect(await failureOf(tenant.handler().update(id, edited, toDelete))).to.include({
      code: "calendar-not-ours",
    });
    expect(await writes()).to.deep.equal([]);
  });

  it("writes nowhere else, whatever words of another's are put into record and wish [OPS-6]", async () => {
    const hull = { ...tenant.inputs("A", { organisation: "Hull" }) };
    const keys = ["organisation", "displayName", "address", "serviceArea", "clinicName"] as const;
    const words = fc.record({
      wish: fc.subarray([...keys]),
      kept: fc.subarray([...keys]),
      actualAddress: fc.constantFrom(record.live.actualAddress, ...OTHERS),
      marker: fc.constantFrom("ours" as const, "none" as const),
      status: fc.constantFrom(
        "active" as const,
        "half-made" as const,
        "deleting" as const,
        "missing" as const,
      ),
      area: fc.constantFrom("Cardiology", "East Cardiology"),
      ends: fc.boolean(),
      verb: fc.constantFrom("create" as const, "update" as const, "read" as const, "delete" as const),
    });
    const from = (names: readonly (typeof keys)[number][]) =>
      Object.fromEntries(names.map((key) => [key, hull[key]]));
    await fc.assert(
      fc.asyncProperty(words, async ({ wish, kept, actualAddress, marker, status, area, ends, verb }) => {
        const deletion = { confirm: HULL, reason: "x", withFutureAppointments: true };
        const inputs = {
          ...tenant.inputs("A", { serviceArea: area, phone: "0113 496 0002" }),
          ...from(wish),
          ...(ends && { status: "deleted" as const, members: {}, deletion }),
        };
        const edited = {
          ...record,
          serviceArea: area,
          ...from(kept),
          live: { ...record.live, actualAddress, marker, status },
        };
        const handler = tenant.handler({ organisation: "leeds" });
        const attempts = {
          create: () => handler.create(inputs),
          update: () => handler.update(id, edited, inputs),
          read: () => handler.read(id, edited),
          delete: () => handler.delete(id, edited),
        };
        await attempts[verb]().catch(() => undefined);
        const theirs = (await strayed()).filter(({ effect }) => effect === "write");
        expect(theirs).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
    for (const address of OTHERS) expect(await tenant.calendar(address), address).not.to.equal(undefined);
  });
});
