import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { type RunningSandbox, runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, quietEnv, runBookings } from "../support/run-bookings";
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
const OTHER = "LeedsCardiologyEcho@nhs.net";
const FILE = "specs/leeds/calendars/heart-failure.yaml";
const PATIENT = "Zebedee Quill";

describe("deleting with the real engine and the sandbox, as processes", function () {
  this.timeout(240_000);
  let folder: SpecsFolder;
  let variables: Record<string, string>;
  let mark = 0;
  const bookings = (...words: string[]): Promise<Ended> => runBookings(words, { cwd: folder.root });
  const spec = () => readFileSync(join(folder.root, FILE), "utf8");

  function admin<T>(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<T> {
    const running: RunningSandbox | undefined = runningSandbox(runtimeFiles(folder.root));
    if (!running) throw new Error("no sandbox");
    return askAdmin(running, { what: path, method, path, ...(body && { body }) }) as Promise<T>;
  }
  const edit = (method: string, path: string, body?: object) =>
    admin("POST", "edit", { method, path: `/solutions/bookingBusinesses${path}`, ...(body && { body }) });
  const addresses = async (): Promise<string[]> =>
    (await admin<{ calendars: { address: string }[] }>("GET", "snapshot")).calendars
      .map(({ address }) => address)
      .sort();
  const writes = async (): Promise<string[]> =>
    (await admin<{ entries: { operation: string; seq: number }[] }>("GET", "log?effect=write")).entries
      .filter(({ seq }) => seq > mark)
      .map(({ operation }) => operation);
  /** Plain Pulumi in the product's own folder, with the specs of this one. */
  const pulumi = (...words: string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(
      "pulumi",
      [...words, "--stack", "leeds", "--color", "never"],
      {
        cwd: join(__dirname, "..", "..", ".."),
        env: { ...quietEnv(), ...variables },
        encoding: "utf8",
      },
    );
    return { code: status, stdout, stderr };
  };

  before(async () => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/leeds/calendars/echo.yaml": calendar("Cardiology", "Echo"),
      "seed.yaml": SEED,
    });
    await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    const made = await bookings("up", "--yes");
    expect(made.code, made.stderr).to.equal(0);
    const { stdout } = await bookings("env", "--json");
    variables = JSON.parse(stdout) as Record<string, string>;
    const at = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 19);
    await edit("POST", `/${ADDRESS}/appointments`, {
      startDateTime: { dateTime: at, timeZone: "UTC" },
      endDateTime: { dateTime: at.replace(/..$/, "59"), timeZone: "UTC" },
      serviceName: "Review",
      customers: [
        {
          "@odata.type": "#microsoft.graph.bookingCustomerInformation",
          name: PATIENT,
          emailAddress: "zq@example.org",
        },
      ],
    });
  });
  beforeEach(async () => {
    const { entries } = await admin<{ entries: { seq: number }[] }>("GET", "log");
    mark = entries.at(-1)?.seq ?? 0;
  });

  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("deletes nothing on destroy, not even without the protection [DEL-1] [I2]", async () => {
    const destroyed = pulumi("destroy", "--yes", "--skip-preview");
    expect(destroyed.code).to.not.equal(0);
    const unprotected = pulumi("destroy", "--yes", "--skip-preview", "--ignore-protect");
    expect(unprotected.code).to.not.equal(0);
    expect(unprotected.stdout + unprotected.stderr).to.contain("Nothing was deleted");
    expect(await addresses()).to.deep.equal([OTHER, ADDRESS]);
    expect(await writes()).to.deep.equal([]);
  });

  it("refuses a deletion without its confirmation, under plain Pulumi without a preview too [DEL-1] [I2]", async () => {
    const before = spec();
    folder.write({ [FILE]: before.replace(/admins:[\s\S]*/, "status: deleted\n") });
    expect((await bookings("validate")).code).to.equal(3);
    expect((await bookings("up", "--yes")).code).to.equal(3);
    const plain = pulumi("up", "--yes", "--skip-preview");
    expect(plain.code).to.not.equal(0);
    expect(await writes()).to.deep.equal([]);
    folder.write({ [FILE]: before });
  });

  it("refuses while patients are booked, with the line and what to write, under plain Pulumi too [DEL-1] [I2]", async () => {
    const before = spec();
    const asked = await bookings("delete", ADDRESS, "--confirm", ADDRESS, "--reason", "Moved to York.");
    expect(asked.code, asked.stderr).to.equal(0);
    const refused = await bookings("up", "--yes");
    expect(refused.code, refused.stderr).to.equal(5);
    expect(refused.stderr).to.contain(`${FILE}:`).and.to.contain("withFutureAppointments: true");
    const plain = pulumi("up", "--yes", "--skip-preview");
    expect(plain.code).to.not.equal(0);
    expect(plain.stdout + plain.stderr).to.contain("patients are booked");
    expect(await writes()).to.deep.equal([]);
    folder.write({ [FILE]: before });
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
  });

  it("says DELETES in words with people and patients, deletes, and keeps the record [DEL-1] [DEL-2]", async () => {
    const words = [
      "delete",
      ADDRESS,
      "--confirm",
      ADDRESS,
      "--reason",
      "Moved to York.",
      "--with-future-appointments",
    ];
    expect((await bookings(...words)).code).to.equal(0);
    const preview = await bookings("preview");
    expect(preview.stdout).to.contain(`DELETES ${ADDRESS}`);
    expect(preview.stdout).to.contain("1 future appointment is lost").and.to.contain("1 admin");
    const plain = pulumi("preview");
    expect(plain.stdout + plain.stderr).to.contain(
      `This run DELETES ${ADDRESS} for good: 1 person loses it, 1 patient is booked.`,
    );
    const up = await bookings("up", "--yes");
    expect(up.code, up.stderr).to.equal(0);
    expect(up.stdout).to.contain(`DELETED ${ADDRESS}`);
    expect(await addresses()).to.deep.equal([OTHER]);
    expect((await bookings("list")).stdout).to.match(/Heart ?Failure.*Deleted/);
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
    const journal = await bookings("journal", ADDRESS);
    expect(journal.stdout).to.contain(`DELETED ${ADDRESS}`).and.to.contain("Backup: ");
  });

  it("refuses the reverted, the edited and the vanished tombstone, under plain Pulumi too [DEL-2] [UPD-2]", async () => {
    const tombstone = spec();
    const versions: Record<string, string> = {
      "has been deleted": calendar("Cardiology", "Heart Failure"),
      "was changed": tombstone.replace("Moved to York.", "Another story."),
    };
    for (const [words, text] of Object.entries(versions)) {
      folder.write({ [FILE]: text });
      const refused = await bookings("up", "--yes");
      expect(refused.code, refused.stderr).to.equal(5);
      expect(refused.stderr).to.contain(words).and.to.contain(`${FILE}:`);
      const plain = pulumi("up", "--yes", "--skip-preview");
      expect(plain.code).to.not.equal(0);
      expect(plain.stdout + plain.stderr).to.contain(words);
    }
    folder.write({ [FILE]: calendar("Cardiology", "Heart Tests") });
    expect((await bookings("up", "--yes")).code).to.equal(5);
    folder.write({
      [FILE]: tombstone,
      "specs/leeds/calendars/new.yaml": calendar("Cardiology", "Heart Failure"),
    });
    const reused = await bookings("validate");
    expect(reused.code).to.equal(3);
    expect(reused.stdout + reused.stderr).to.contain("new.yaml");
    expect(await writes()).to.deep.equal([]);
  });

  it("has no patient in any file, plan or answer [DEL-2] [I9]", () => {
    const texts = readdirSync(join(folder.root, ".bookings"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("sandbox"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(texts.length).to.be.greaterThan(5);
    for (const text of texts) expect(text).to.not.contain(PATIENT).and.to.not.contain("zq@example.org");
  });
});
