import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { type RunningSandbox, runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { expectValid } from "../report/expect-valid";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { leedsSeed, validSpecs } from "../support/valid-specs";

const SEED = `${leedsSeed}calendars:
  - { displayName: LeedsByHand, staff: [{ address: amy.shah@nhs.net, role: administrator }] }
`;

const OTHER = "99999999-8a4e-4d57-9b60-2e7c5a9f1034";

describe("bookings drift as a process", function () {
  this.timeout(90_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]): Promise<Ended> => runBookings(words, { cwd: folder.root });
  const admin = (method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> => {
    const sandbox: RunningSandbox | undefined = runningSandbox(runtimeFiles(folder.root));
    if (!sandbox) throw new Error("no sandbox");
    return askAdmin(sandbox, { what: path, method, path, ...(body === undefined ? {} : { body }) });
  };

  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": SEED });
    const { code, stderr } = await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("ends with 2 where there is drift, and the request log has no write [OPS-2] [WEB-1]", async () => {
    const { code, stdout, stderr } = await bookings("drift", "--json");
    expect(code, stderr).to.equal(2);
    const report: unknown = JSON.parse(stdout);
    expectValid("drift", report);
    expect(stdout).to.contain('"calendar": "LeedsByHand@nhs.net"').and.to.contain('"drift-not-made"');
    const { entries } = (await admin("GET", "log?effect=write")) as { entries: unknown[] };
    expect(entries).to.deep.equal([]);
  });

  it("finds the sandbox of its folder as the other commands that only read do [REP-1]", async () => {
    for (const words of [
      ["report", "--organisation", "leeds", "--summary"],
      ["user", "amy.shah@nhs.net"],
      ["list"],
    ]) {
      const { stderr } = await bookings(...words);
      expect(stderr, words.join(" ")).not.to.contain("identities-not-named");
    }
  });

  it("ends with 7 where something could not be read, and says what as Markdown [OPS-2]", async () => {
    await admin("POST", "faults", { operation: "bookingBusiness.list", kind: "500", times: 100 });
    const { code, stdout, stderr } = await bookings("drift", "leeds", "--markdown");
    expect(code, stderr).to.equal(7);
    expect(stdout).to.contain("- **not readable**: The calendars of leeds could not be listed");
  });

  it("ends with 5 on specs of another tenant, before it asks anything [OPS-2]", async () => {
    const tenant = folder.read("specs/tenant.yaml");
    folder.write({ "specs/tenant.yaml": tenant.replace(/^tenantId: .*$/m, `tenantId: ${OTHER}`) });
    const { code, stderr } = await bookings("drift");
    folder.write({ "specs/tenant.yaml": tenant });
    expect(code).to.equal(5);
    expect(stderr).to.contain("tenant-of-environment-differs").and.to.contain("specs/tenant.yaml:");
  });

  it("ends with 3 on wrong specs, before it asks anything [OPS-2]", async () => {
    folder.write({ "specs/leeds/calendars/wrong.yaml": "kind: BookingCalendar\n" });
    const { code, stdout, stderr } = await bookings("drift");
    expect({ code, stdout }).to.deep.equal({ code: 3, stdout: "" });
    expect(stderr).to.contain("specs/leeds/calendars/wrong.yaml:1:");
  });
});
