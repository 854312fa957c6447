import { expect } from "chai";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { type Azurite, startAzurite } from "./support/azurite";

const SEED = `
tenant: { tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034, domain: nhs.net }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;

describe("a team's state in Azure Blob storage", function () {
  this.timeout(240_000);
  let folder: SpecsFolder;
  let azurite: Azurite;
  const bookings = (...words: string[]): Promise<Ended> =>
    runBookings(words, { cwd: folder.root, env: azurite.env });

  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": SEED });
    azurite = await startAzurite("state");
    const { code, stderr } = await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await bookings("sandbox", "stop");
    await azurite.stop();
    folder.remove();
  });

  it("is kept there, released after the run, and found by the next one [OPS-7]", async () => {
    const first = await bookings("up", "--yes");
    expect(first.code, first.stderr).to.equal(0);
    const blobs = await azurite.list();
    expect(blobs).to.include(".pulumi/stacks/nhsmail-bookings/leeds.json");
    expect(blobs.filter((name) => name.startsWith(".pulumi/locks/"))).to.deep.equal([]);
    const second = await bookings("up", "--yes");
    expect(second.code, second.stderr).to.equal(0);
    expect(second.stdout).to.equal("leeds: nothing changes: 1 calendar as the specs say.\n");
  });

  it("is reached by the doctor through the engine, whose locks cannot be seen there", async () => {
    const { code, stdout, stderr } = await bookings("doctor", "leeds", "--json");
    expect(code, stdout + stderr).to.equal(0);
    const { checks } = JSON.parse(stdout) as { checks: { what: string; of: string; result: string }[] };
    expect(checks.filter(({ what }) => what === "state" || what === "lock")).to.deep.equal([
      {
        what: "state",
        of: azurite.env["PULUMI_BACKEND_URL"],
        result: "fine",
        detail: "reached",
        findings: [],
      },
      { what: "lock", of: "all", result: "not-tried", detail: "cannot be seen from here", findings: [] },
    ]);
  });
});
