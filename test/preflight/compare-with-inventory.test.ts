import { expect } from "chai";
import {
  compareWithInventory,
  inventoryOf,
  vanishedProblem,
} from "../../src/preflight/compare-with-inventory";
import { calendar, leeds, tenant } from "../support/model";

const before = inventoryOf(tenant, leeds(calendar()));
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

describe("comparing specs with what the last run recorded", () => {
  it("has nothing to say on the first run", () => {
    expect(compareWithInventory(undefined, tenant, leeds())).to.deep.equal({ problems: [], vanished: [] });
  });

  it("has nothing to say when nothing changed, nor when a file moved [UPD-1]", () => {
    const moved = calendar({ file: "specs/leeds/calendars/cardiology/heart.yaml" });
    expect(compareWithInventory(before, tenant, leeds(calendar())).problems).to.deep.equal([]);
    expect(compareWithInventory(before, tenant, leeds(moved))).to.deep.equal({ problems: [], vanished: [] });
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
    expect(gone?.entry.address).to.equal("LeedsCardiologyHeartFailure@nhs.net");
    if (!gone) return;
    expect(vanishedProblem(gone, false)).to.include({ code: "calendar-spec-vanished", severity: "error" });
    expect(vanishedProblem(gone, true)).to.include({
      code: "vanished-calendar-never-made",
      severity: "advice",
    });
  });

  it("never lets a tombstone go or live again", () => {
    const deleted = inventoryOf(tenant, leeds(calendar({ status: "deleted", members: {} })));
    const [gone] = compareWithInventory(deleted, tenant, leeds()).vanished;
    expect(gone && vanishedProblem(gone, true).code).to.equal("tombstone-vanished");
    expect(codes(compareWithInventory(deleted, tenant, leeds(calendar())).problems)).to.deep.equal([
      "tombstone-revived",
    ]);
  });

  it("refuses another tenant than the recorded one", () => {
    const other = { ...tenant, tenantId: "22222222-2222-4222-8222-222222222222" };
    expect(codes(compareWithInventory(before, other, leeds(calendar())).problems)).to.deep.equal([
      "tenant-changed",
    ]);
  });
});
