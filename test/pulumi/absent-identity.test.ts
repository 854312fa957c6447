import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import type { Playground } from "../playground/playground";
import { openClinics } from "./clinics";

const POLICY = `kind: UserPolicy
name: Virtual Visits
baseLicence: Office 365 E3
applications:
  - Microsoft Bookings
users:
  - amy.shah@nhs.net
`;

describe("A run that needs an identity which is absent", function () {
  this.timeout(180_000);
  let playground: Playground;

  before(async () => {
    playground = await openClinics("absent-identity");
    playground.root.write("specs/leeds/policies/virtual-visits.yaml", POLICY);
    const file = playground.env["BOOKINGS_IDENTITIES"] ?? "";
    const { directoryOperators: _absent, ...others } = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify(others), { mode: 0o600 });
  });

  after(async () => {
    await playground?.close();
    playground?.root.discard();
  });

  const writes = async () => (await playground.tenant.log()).filter(({ effect }) => effect === "write");

  it("is refused by our own command before its first write, although the calendars could be made", async () => {
    const { exitCode, stdout, stderr } = await playground.bookings(["up", "leeds", "--yes"]);
    expect(exitCode, stdout + stderr).to.equal(4);
    expect(stderr).to.contain("directoryOperators.leeds");
    expect(await writes()).to.deep.equal([]);
  });

  it("is refused under plain Pulumi too, without a preview; a preview needs no one who writes", async () => {
    const stack = ["--stack", "leeds"];
    await playground.pulumi(["stack", "init", "leeds"]);
    const { exitCode, stdout, stderr } = await playground.pulumi(["up", "--yes", "--skip-preview", ...stack]);
    expect(exitCode).not.to.equal(0);
    expect(stdout + stderr)
      .to.contain("identity-missing")
      .and.to.contain("directoryOperators.leeds");
    expect(await writes()).to.deep.equal([]);
    expect((await playground.pulumi(["preview", ...stack])).exitCode).to.equal(0);
  });
});
