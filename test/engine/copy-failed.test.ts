import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { openClinics, SIX_MEMBERS, writeClinic } from "../pulumi/clinics";

describe("a state that cannot be copied aside", function () {
  this.timeout(120_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("copy-failed");
    // a file where the copies are to lie
    writeFileSync(join(playground.root.path, ".bookings", "state-copies"), "");
  });
  after(async () => {
    await playground.close();
    playground.root.discard();
  });

  it("is told after the changes, which stand, and refuses the next ones before they begin [OPS-5] [OPS-10]", async () => {
    const first = await playground.bookings(["up", "leeds", "--yes"]);
    expect(first.exitCode, first.stderr).to.equal(0);
    expect(first.stdout).to.contain("Created LeedsPhysiotherapyKnee@nhs.net");
    expect(first.stderr).to.contain("warning state-copy-failed: The changes for leeds are recorded");
    writeClinic(playground, { ...SIX_MEMBERS, phone: "+44 113 496 0001" });
    const since = (await playground.tenant.log()).length;
    const second = await playground.bookings(["up", "leeds", "--yes"]);
    expect(second.exitCode, second.stdout).to.be.greaterThan(0);
    expect(second.stderr).to.contain("state-not-copied").and.to.contain("Nothing was changed");
    const writes = (await playground.tenant.log()).slice(since).filter(({ effect }) => effect === "write");
    expect(writes).to.deep.equal([]);
  });
});
