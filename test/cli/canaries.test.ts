import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";

const SEED = `
tenant: { tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034, domain: nhs.net, initialDomain: nhsnet.onmicrosoft.com }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;
const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";
const PATIENT = "Zebedee Quill";

/** Every text in a value, however deep, that is long enough to be a secret. */
function secretsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length >= 24 ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

describe("secrets and patients, planted and looked for after runs of the real engine", function () {
  this.timeout(180_000);
  let folder: SpecsFolder;
  const said: string[] = [];
  const bookings = async (...words: string[]): Promise<Ended> => {
    const ended = await runBookings(words, { cwd: folder.root });
    said.push(ended.stdout, ended.stderr);
    return ended;
  };
  const admin = async (method: "GET" | "POST", path: string, body: object): Promise<void> => {
    const running = runningSandbox(runtimeFiles(folder.root));
    if (!running) throw new Error("no sandbox");
    await askAdmin(running, { what: path, method, path, body });
  };
  /** What a run may leave, apart from the practice tenant's own files, which are no part of the product. */
  const filesLeft = () =>
    readdirSync(join(folder.root, ".bookings"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.includes("/sandbox") && !file.endsWith("identities.json"));

  before(async () => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/leeds/calendars/echo.yaml": calendar("Cardiology", "Echo"),
      "seed.yaml": SEED,
    });
    await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    said.length = 0;
    expect((await bookings("up", "--yes")).code).to.equal(0);
    const start = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19);
    const appointment = {
      startDateTime: { dateTime: start, timeZone: "UTC" },
      endDateTime: { dateTime: start.replace(/..$/, "59"), timeZone: "UTC" },
      serviceName: "Review",
      customers: [
        {
          "@odata.type": "#microsoft.graph.bookingCustomerInformation",
          name: PATIENT,
          emailAddress: "zq@example.org",
        },
      ],
    };
    const path = `/solutions/bookingBusinesses/${ADDRESS}/appointments`;
    await admin("POST", "edit", { method: "POST", path, body: appointment });
    await bookings(
      "delete",
      ADDRESS,
      "--confirm",
      ADDRESS,
      "--reason",
      "Moved.",
      "--with-future-appointments",
    );
    await bookings("preview", "--json", "--pulumi-output");
    await admin("POST", "faults", { operation: "bookingBusiness.delete", kind: "500", times: 20 });
    expect((await bookings("up", "--yes", "--json")).code).to.equal(6);
    await bookings("status", "--json");
    await bookings("journal", "--json");
  });
  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("stand in no state, plan, log, error, journal or backup [I9]", () => {
    const identities: unknown = JSON.parse(
      readFileSync(join(folder.root, ".bookings", "identities.json"), "utf8"),
    );
    const secrets = secretsIn(identities).filter((text) => !/^[0-9a-f-]{36}$|@/.test(text));
    expect(secrets).to.not.be.empty;
    const files = filesLeft();
    expect(files.some((file) => file.includes("journal"))).to.equal(true);
    expect(files.some((file) => file.includes("backups"))).to.equal(true);
    expect(files.some((file) => file.includes("stacks"))).to.equal(true);
    const texts = [...said, ...files.map((file) => readFileSync(file, "latin1"))];
    for (const canary of [PATIENT, "zq@example.org", ...secrets]) {
      expect(texts.filter((text) => text.includes(canary))).to.deep.equal([]);
    }
    const tokens = texts.filter((text) => /eyJ[\w-]{20,}\.[\w-]{20,}/.test(text));
    expect(tokens).to.deep.equal([]);
  });

  it("keeps identities, journal and backups for their owner only", () => {
    const own = filesLeft().filter((file) => /\.bookings\/(journal|backups)\//.test(file));
    expect(own).to.have.length.greaterThan(1);
    // Pulumi writes its own files as it likes: its folder is closed
    expect(statSync(join(folder.root, ".bookings", "state")).mode & 0o077).to.equal(0);
    for (const file of [...own, join(folder.root, ".bookings", "identities.json")]) {
      expect((statSync(file).mode & 0o777).toString(8), file).to.equal("600");
    }
  });
});
