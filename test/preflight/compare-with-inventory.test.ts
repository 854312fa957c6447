import { expect } from "chai";
import { type Inventory, readInventory } from "../../src/plan/inventory";
import {
  compareWithInventory,
  inventoryOf,
  revivedProblem,
  vanishedProblem,
} from "../../src/preflight/compare-with-inventory";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";
import { words } from "../../src/problem/words";
import { calendar, leeds, tenant } from "../support/model";

const before = inventoryOf(tenant, leeds(calendar()));
const NOTHING = { problems: [], vanished: [], revived: [] };
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

describe("comparing specs with what the last run recorded", () => {
  it("has nothing to say on the first run", () => {
    expect(compareWithInventory(undefined, tenant, leeds())).to.deep.equal(NOTHING);
  });

  it("refuses a record that it cannot read: it is no empty one [UPD-1]", () => {
    expect(readInventory(undefined)).to.equal(undefined);
    expect(readInventory(before)).to.equal(before);
    for (const odd of [{}, { ...before, schema: 2 }, { ...before, calendars: { a: 1 } }, "x"]) {
      expect(() => readInventory(odd))
        .to.throw(VisibleError)
        .with.property("problems")
        .that.deep.equals([problem("inventory-unreadable", {})]);
    }
  });

  it("has nothing to say when nothing changed, nor when a file moved [UPD-1]", () => {
    const moved = calendar({ file: "specs/leeds/calendars/cardiology/heart.yaml" });
    expect(compareWithInventory(before, tenant, leeds(calendar())).problems).to.deep.equal([]);
    expect(compareWithInventory(before, tenant, leeds(moved))).to.deep.equal(NOTHING);
  });

  it("names the line, the old and the new value when a clinic was renamed in its file [UPD-1]", () => {
    const renamed = calendar({ address: "LeedsCardiologyHeart@nhs.net", clinicName: "Heart" });
    const { problems, vanished } = compareWithInventory(before, tenant, leeds(renamed));
    expect(vanished).to.deep.equal([]);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.deep.include({
      code: "calendar-identity-changed",
      at: { file: "specs/leeds/calendars/hf.yaml", line: 1, column: 1, pointer: "/clinicName" },
    });
    expect(problems[0]?.args).to.include({ from: "Heart Failure", to: "Heart", field: "clinic name" });
  });

  it("refuses another spelling that would change the display name, but not one that computes to the same", () => {
    const louder = calendar({ address: "LeedsCardiologyHEARTFailure@nhs.net", clinicName: "HEART Failure" });
    const spaced = calendar({ clinicName: "Heart  Failure" });
    expect(codes(compareWithInventory(before, tenant, leeds(louder)).problems)).to.deep.equal([
      "calendar-identity-changed",
    ]);
    expect(compareWithInventory(before, tenant, leeds(spaced)).problems).to.deep.equal([]);
  });

  it("leaves it to the tenant whether a calendar without a spec was ever made", () => {
    const [gone] = compareWithInventory(before, tenant, leeds()).vanished;
    expect(gone?.address).to.equal("LeedsCardiologyHeartFailure@nhs.net");
    if (!gone) return;
    expect(vanishedProblem(gone, false)).to.include({ code: "calendar-spec-vanished", severity: "error" });
    expect(vanishedProblem(gone, true)).to.include({
      code: "vanished-calendar-never-made",
      severity: "advice",
    });
  });

  const deletion = {
    confirm: "LeedsCardiologyHeartFailure@nhs.net",
    reason: "Clinic closed.",
    withFutureAppointments: false,
  };
  const tombstone = calendar({ status: "deleted", members: {}, deletion });
  const deleted = inventoryOf(tenant, leeds(tombstone));

  it("does not take a calendar for gone whose file is there and cannot be understood", () => {
    const broken = new Set(["specs/leeds/calendars/hf.yaml"]);
    expect(compareWithInventory(before, tenant, leeds(), broken).vanished).to.deep.equal([]);
  });

  it("never lets a tombstone go or live again [DEL-1] [DEL-2]", () => {
    const [gone] = compareWithInventory(deleted, tenant, leeds()).vanished;
    expect(gone && vanishedProblem(gone, true).code).to.equal("tombstone-vanished");
    const [revived] = compareWithInventory(deleted, tenant, leeds(calendar())).revived;
    expect(revived && revivedProblem(revived)).to.deep.include({
      code: "tombstone-revived",
      severity: "error",
      at: { file: "specs/leeds/calendars/hf.yaml", line: 1, column: 1, pointer: "/status" },
    });
  });

  it("names every line of a tombstone that was edited, and what to write again [DEL-2]", () => {
    expect(compareWithInventory(deleted, tenant, leeds(tombstone))).to.deep.equal(NOTHING);
    const edited = calendar({
      ...tombstone,
      phone: "+44 20 7946 0000",
      replyTo: "other@nhs.net",
      deletion: { ...deletion, reason: "Another story." },
    });
    const { problems } = compareWithInventory(deleted, tenant, leeds(edited));
    expect(problems.map(({ code, at }) => [code, at?.pointer])).to.deep.equal([
      ["tombstone-edited", "/replyTo"],
      ["tombstone-edited", "/phone"],
      ["tombstone-edited", "/deletion/reason"],
    ]);
    const [reply, phone, reason] = problems.map((one) => words(one).advice);
    expect(reply).to.equal('Write again: replyTo: "hf@nhs.net"');
    expect(phone).to.equal('Write again: phone: "+44 113 496 0000"');
    expect(reason).to.contain("git log -p -- specs/leeds/calendars/hf.yaml");
  });

  it("leaves patients that were booked later to be confirmed, and older inventories as they are [DEL-2]", () => {
    const booked = calendar({ ...tombstone, deletion: { ...deletion, withFutureAppointments: true } });
    expect(compareWithInventory(deleted, tenant, leeds(booked)).problems).to.deep.equal([]);
    const older = structuredClone(deleted) as { calendars: Record<string, { tombstone?: unknown }> };
    for (const entry of Object.values(older.calendars)) delete entry.tombstone;
    expect(compareWithInventory(older as Inventory, tenant, leeds(tombstone)).problems).to.deep.equal([]);
  });

  it("never lets another calendar have a deleted one's address [DEL-2]", () => {
    const heir = {
      ...calendar({ serviceArea: "Skin", clinicName: "Eczema", file: "specs/leeds/calendars/skin.yaml" }),
      name: "leedsskineczema",
    };
    const { problems } = compareWithInventory(deleted, tenant, leeds(tombstone, heir));
    expect(problems.map(({ code, at }) => [code, at?.file, at?.pointer])).to.deep.equal([
      ["deleted-address-reused", "specs/leeds/calendars/skin.yaml", "/adopted/address"],
    ]);
  });

  it("refuses another tenant than the recorded one", () => {
    const other = { ...tenant, tenantId: "22222222-2222-4222-8222-222222222222" };
    expect(codes(compareWithInventory(before, other, leeds(calendar())).problems)).to.deep.equal([
      "tenant-changed",
    ]);
  });
});
