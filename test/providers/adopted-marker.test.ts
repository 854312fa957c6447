import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { markerOf } from "../../src/model/calendar-marker";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { wantedDigest } from "../../src/plan/steps-to-apply";
import { readJournal } from "../../src/records/journal";
import { journalFile } from "../../src/records/open-records";
import { handlersOf } from "../../stacks/handlers";
import { SpecsFolder } from "../support/specs-folder";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const ADDRESS = "HeartLine@nhs.net";
const PATH = `/solutions/bookingBusinesses/${ADDRESS}`;
const MARKER = markerOf({ organisation: "Leeds", address: ADDRESS });

describe("the marker of an adopted calendar", function () {
  this.timeout(30_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  beforeEach(async () => {
    folder = new SpecsFolder({});
    tenant = await testTenant({
      seed: {
        calendars: [
          {
            displayName: "Heart Line",
            email: "amy.shah@nhs.net",
            phone: "0113 496 0000",
            businessType: "Clinic",
            staff: ["amy.shah@nhs.net", "svc.leeds.bookings@nhs.net"].map((address) => ({
              address,
              role: "administrator",
            })),
          },
          {
            displayName: "Walk In",
            email: "amy.shah@nhs.net",
            phone: "0113 496 0000",
            staff: [
              { address: "svc.leeds.bookings@nhs.net", role: "administrator" },
              { address: "bob.jones@nhs.net", role: "teamMember" },
            ],
          },
        ],
      },
    });
  });
  afterEach(async () => {
    folder.remove();
    await tenant.close();
  });

  const handler = (more: Readonly<Record<string, string>> = {}) =>
    handlersOf({
      env: { ...tenant.env, ...more },
      root: folder.root,
      stillWanted: () => true,
      tell: () => undefined,
    }).bookingCalendar;
  const wish = (change: Partial<CalendarInputs> = {}): CalendarInputs => ({
    ...tenant.inputs("Line"),
    ...{ address: ADDRESS, displayName: "Heart Line", phone: "0113 496 0000", adopted: true },
    members: { "amy.shah@nhs.net": "admin" },
    ...change,
  });
  const adopted = async () => {
    const { id, outs } = await handler({ BOOKINGS_ADOPTING: "adopt" }).create(wish());
    return handler().read(id, outs);
  };
  const businessType = async () => (await tenant.calendar(ADDRESS))?.businessType;

  it("is not written where no one asks for it, whatever else changes [OPS-4]", async () => {
    const { id, props } = await adopted();
    const phone = wish({ phone: "0113 496 0001" });
    expect((await handler().diff(id, props, wish())).changes).to.equal(false);
    const { outs } = await handler().update(id, props, phone);
    expect(await businessType()).to.equal("Clinic");
    expect(outs).to.deep.include({ phone: "0113 496 0001", marker: "Clinic" });
    const read = await handler().read(id, outs);
    expect((await handler().diff(id, read.props, phone)).changes).to.equal(false);
  });

  it("is written where it is asked for, is in the journal with what stood there, and is kept [OPS-4] [OPS-5]", async () => {
    const { id, props } = await adopted();
    const asked = wish({ marker: MARKER });
    expect((await handler().diff(id, props, asked)).changes).to.equal(true);
    const { outs } = await handler().update(id, props, asked);
    expect(await businessType()).to.equal(MARKER);
    const read = await handler().read(id, outs);
    expect((await handler().diff(id, read.props, asked)).changes).to.equal(false);
    expect(read.props.live.marker).to.equal("ours");
    const done = readJournal(journalFile(folder.root, tenant.env, "leeds")).lines.at(-1);
    expect(done).to.deep.include({ outcome: "done", what: "update" });
    expect(done?.fields).to.deep.equal([{ field: "marker", from: "Clinic", to: MARKER }]);
  });

  it("is not written over a text that someone wrote after the review; where none is asked for, that text stops nothing [OPS-3]", async () => {
    const { id, props, inputs } = await adopted();
    await tenant.edit("PATCH", PATH, { businessType: "Dental" });
    const reviewed = (wanted: CalendarInputs) => {
      const rows = Object.fromEntries(
        Object.entries(props.live.staff).map(([address, row]) => [row.id, { address, role: "admin" }]),
      );
      const step = { kind: "update", wanted: wantedDigest(wanted), seen: { texts: { ...inputs }, rows } };
      const file = join(folder.root, "reviewed.json");
      writeFileSync(file, JSON.stringify({ [ADDRESS.toLowerCase()]: step }));
      return handler({ BOOKINGS_REVIEWED: file });
    };
    const asked = wish({ marker: MARKER });
    const refusal = await reviewed(asked)
      .update(id, props, asked)
      .catch((error: unknown) => String(error));
    expect(refusal).to.contain("Marker");
    expect(await businessType()).to.equal("Dental");
    const phone = wish({ phone: "0113 496 0001" });
    await reviewed(phone).update(id, props, phone);
    expect((await tenant.calendar(ADDRESS))?.phone).to.equal("0113 496 0001");
    expect(await businessType()).to.equal("Dental");
  });

  it("may be wanted on one without an admin where it had none; one that has an admin keeps one [OPS-4] [USR-2]", async () => {
    const { id, props } = await adopted();
    const refusal = await failureOf(handler().update(id, props, wish({ members: {} })));
    expect(refusal).to.include({ code: "no-admin" });
    expect(refusal).to.have.deep.nested.property("problems[0].args", {
      calendar: ADDRESS,
      organisation: "Leeds",
    });
    const members = { "bob.jones@nhs.net": "viewer" } as const;
    const nobodys = (phone: string) =>
      wish({ address: "WalkIn@nhs.net", displayName: "Walk In", phone, members });
    const made = await handler({ BOOKINGS_ADOPTING: "adopt" }).create(nobodys("0113 496 0000"));
    const { outs } = await handler().update(made.id, made.outs, nobodys("0113 496 0001"));
    expect(outs).to.deep.include({ phone: "0113 496 0001", members });
  });
});
