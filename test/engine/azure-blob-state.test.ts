import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { passphraseFits } from "../../src/engine/internals/passphrase";
import { openBlobStore } from "../../src/files/blob-store";
import { type JournalLine, readJournal } from "../../src/records/journal";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, organisation, validSpecs } from "../support/valid-specs";
import { type Azurite, startAzurite } from "./support/azurite";

const SEED = `
tenant: { tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034, domain: nhs.net }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
  - { shortName: York, operator: svc.york.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: bo.york@nhs.net, displayName: Bo York, organisation: York, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;
const YORK = {
  "specs/york/organisation.yaml": organisation("York"),
  "specs/york/calendars/heart-failure.yaml": calendar("Cardiology", "Heart Failure").replace(
    "amy.shah",
    "bo.york",
  ),
};
/** A number that no process has. */
const NO_PROCESS = 4_194_305;

describe("a team's state in Azure Blob storage", function () {
  this.timeout(240_000);
  let folder: SpecsFolder;
  let azurite: Azurite;
  /** The account stands in the URLs alone, as `bookings state move` has it. */
  const container = (part: string): string =>
    `${azurite.env["PULUMI_BACKEND_URL"]?.replace("azblob://state", `azblob://state/${part}`)}&storage_account=${azurite.env["AZURE_STORAGE_ACCOUNT"]}`;
  const signIn = () => ({ ...azurite.env, AZURE_STORAGE_ACCOUNT: "" });
  const team = () => ({
    ...signIn(),
    ...key(),
    PULUMI_BACKEND_URL: container("states"),
    BOOKINGS_JOURNAL: container("journal"),
    BOOKINGS_BACKUPS: container("backups"),
  });
  /** What runs begin with before the state is moved. */
  const account = () => ({ ...signIn(), ...key(), PULUMI_BACKEND_URL: "" });
  /** The state's key comes from a file, as one that a job wrote from a key vault. */
  const key = () => ({ PULUMI_CONFIG_PASSPHRASE_FILE: join(folder.root, "passphrase") });
  const bookings = (words: string[], env: Record<string, string> = team()): Promise<Ended> =>
    runBookings(words, { cwd: folder.root, env });
  const linesOf = async (name: string): Promise<JournalLine[]> => {
    const { code, stdout, stderr } = await bookings(["journal", name, "--json"]);
    expect(code, stderr).to.equal(0);
    return (JSON.parse(stdout) as { events: JournalLine[] }).events;
  };
  /** What a runner without a disk begins with: the specs, and here the sandbox. */
  const forgetDisk = (): void => {
    for (const name of ["journal", "journal-copies", "workspace", "pulumi", "state"])
      rmSync(join(folder.root, ".bookings", name), { recursive: true, force: true });
    rmSync(join(folder.root, "stacks"), { recursive: true, force: true });
  };
  const changePhones = (last: string): void => {
    for (const name of ["leeds", "york"]) {
      const file = `specs/${name}/calendars/heart-failure.yaml`;
      folder.write({ [file]: folder.read(file).replace(/496 \d+/, `496 ${last}`) });
    }
  };

  before(async () => {
    folder = new SpecsFolder({
      ...validSpecs,
      ...YORK,
      "seed.yaml": SEED,
      passphrase: "of the team",
      other: "of others",
    });
    azurite = await startAzurite("state");
    const { code, stderr } = await bookings(["sandbox", "start", "--detach", "--seed", "seed.yaml"]);
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await bookings(["sandbox", "stop"]);
    await azurite.stop();
    folder.remove();
  });

  it("is moved there from a disk by one command, with the journal, and the old one is of no use [OPS-7]", async () => {
    const first = await bookings(["up", "--all", "--yes", "--json"], account());
    expect(first.code, first.stderr).to.equal(0);
    const lines = first.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ organisation, result }) => [organisation, result.outcome])).to.have.deep.members([
      ["leeds", "changed"],
      ["york", "changed"],
    ]);
    const [, salt = ""] = /^encryptionsalt: (\S+)$/m.exec(folder.read("stacks/Pulumi.leeds.yaml")) ?? [];
    expect(["of the team", ""].map((text) => passphraseFits(salt, text))).to.deep.equal([true, false]);
    const nowhere = container("").replace("azblob://state/", "azblob://not-made");
    for (const places of [[nowhere], [container("states"), "--journal", nowhere]]) {
      const refused = await bookings(["state", "move", ...places], account());
      expect(refused.code, refused.stderr).to.equal(7);
      expect(refused.stderr).to.match(
        /azblob:\/\/not-made\S* cannot be reached: The specified container does not exist\.\n|to azblob:\/\/not-made\S*: The specified container does not exist\. What/,
      );
    }
    const { PULUMI_BACKEND_URL, BOOKINGS_JOURNAL, BOOKINGS_BACKUPS } = team();
    const words = ["state", "move", PULUMI_BACKEND_URL];
    const moved = await bookings(
      [...words, "--journal", BOOKINGS_JOURNAL, "--backups", BOOKINGS_BACKUPS],
      account(),
    );
    expect(moved.code, moved.stderr).to.equal(0);
    expect(moved.stderr).to.contain("leeds: moved.\nyork: moved.\n");
    expect(moved.stdout).to.equal(
      `export PULUMI_BACKEND_URL='${PULUMI_BACKEND_URL}'\nexport BOOKINGS_JOURNAL='${BOOKINGS_JOURNAL}'\nexport BOOKINGS_BACKUPS='${BOOKINGS_BACKUPS}'\n`,
    );
    const blobs = await azurite.list();
    expect(blobs).to.include("states/.pulumi/stacks/nhsmail-bookings/leeds.json");
    expect(blobs).to.include("journal/leeds/000001.jsonl");
    const old = await bookings(["preview", "leeds"], account());
    expect(old.code, old.stderr).to.equal(5);
    expect(old.stderr).to.contain("The state of leeds is missing");
  });

  it("lets organisations be changed side by side, and one of them by one run at a time, on runners that keep no disk [UPD-2] [OPS-7]", async () => {
    forgetDisk();
    changePhones("0777");
    const runs = await Promise.all([
      bookings(["up", "leeds", "--yes"]),
      bookings(["up", "leeds", "--yes"]),
      bookings(["up", "york", "--yes"]),
    ]);
    const [one, two, york] = runs;
    expect(york?.code, york?.stderr).to.equal(0);
    const codes = [one?.code, two?.code].sort();
    // the second run on Leeds is refused, or came after the first and found nothing to do
    expect(codes, `${one?.stderr}\n${two?.stderr}`).to.satisfy(
      ([a, b]: number[]) => a === 0 && (b === 5 || b === 0),
    );
    const done = (await linesOf("leeds")).filter(
      ({ what, outcome }) => what === "update" && outcome === "done",
    );
    expect(done).to.have.length(1);
    const blobs = await azurite.list();
    expect(blobs.filter((name) => name.includes("/.pulumi/locks/"))).to.deep.equal([]);
    forgetDisk();
    const again = await bookings(["preview", "leeds"]);
    expect(again.stdout, again.stderr).to.contain("nothing changes");
    expect((await linesOf("york")).map(({ what }) => what)).to.include.members(["create", "update"]);
  });

  it("is found by the names in the specs: stacks are never listed, by us or by the engine", () => {
    const listed = azurite.requests.flatMap((request) => new URLSearchParams(request).get("prefix") ?? []);
    expect(listed).to.include(`states/.pulumi/locks/organization/nhsmail-bookings/leeds/`);
    expect([...new Set(listed)].filter((prefix) => /stacks\/nhsmail-bookings\/$/.test(prefix))).to.deep.equal(
      [],
    );
  });

  it("is whole again after a kill in the middle, once the dead run's lock is taken away [UPD-2]", async () => {
    forgetDisk();
    changePhones("0778");
    const run = bookings(["up", "leeds", "--yes"]);
    const store = openBlobStore(container("states"), azurite.env);
    const locks = ".pulumi/locks/organization/nhsmail-bookings/leeds/";
    let held: string | undefined;
    while (held === undefined) {
      [held] = await store.list(locks);
      await pause(50);
    }
    const { pid } = JSON.parse(String(await store.get(held))) as { pid: number };
    process.kill(pid, "SIGKILL");
    const killed = await run;
    expect(killed.code, killed.stderr).not.to.equal(0);
    forgetDisk();
    const refused = await bookings(["up", "leeds", "--yes"]);
    expect(refused.code, refused.stderr).to.equal(5);
    expect(refused.stderr).to.contain("locked by a dead run");
    const unlocked = await bookings(["unlock", "leeds"]);
    expect(unlocked.code, unlocked.stderr).to.equal(0);
    const again = await bookings(["up", "leeds", "--yes"]);
    expect(again.code, again.stderr).to.equal(0);
    expect((await bookings(["preview", "leeds"])).stdout).to.contain("nothing changes");
  });

  it("is copied aside beside itself, and refused where it was cut or is older, with the copy named [OPS-5] [OPS-10]", async () => {
    const store = openBlobStore(container("states"), azurite.env);
    const name = ".pulumi/stacks/nhsmail-bookings/leeds.json";
    const whole = await store.get(name);
    const copy = (await store.list("state-copies/leeds/")).at(-1) ?? "";
    if (!whole) throw new Error("there is no state");
    expect((await store.get(copy))?.equals(whole), copy).to.equal(true);
    const refusalOf = async (content: string, ...words: string[]): Promise<string> => {
      await store.put(name, Buffer.from(content));
      const { code, stderr } = await bookings(words);
      expect(code, stderr).to.equal(5);
      return stderr;
    };
    const text = whole.toString();
    const older = text.replace(/"time": ?"20\d\d/, '"time": "2020');
    for (const words of [
      ["preview", "leeds"],
      ["up", "leeds", "--yes"],
    ]) {
      const cut = await refusalOf(text.slice(0, -20), ...words);
      expect(cut)
        .to.contain("state-damaged")
        .and.to.contain(`${copy} in ${container("states")}`);
      expect(await refusalOf(older, ...words)).to.contain("state-older");
    }
    await store.put(name, whole);
  });

  it("shows who holds it, and gives up the lock of a run that died here without further questions [UPD-2]", async () => {
    const store = openBlobStore(container("states"), azurite.env);
    const lock = {
      pid: NO_PROCESS,
      username: "ci",
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    const name = ".pulumi/locks/organization/nhsmail-bookings/leeds/dead.json";
    await store.put(name, Buffer.from(JSON.stringify(lock)));
    const doctor = await bookings(["doctor", "leeds", "--json"]);
    const { checks } = JSON.parse(doctor.stdout) as {
      checks: { what: string; result: string; of: string }[];
    };
    expect(checks.find(({ what }) => what === "state")).to.include({
      of: container("states"),
      result: "fine",
    });
    expect(checks.find(({ what }) => what === "lock")?.result).to.not.equal("fine");
    const refused = await bookings(["up", "leeds", "--yes"]);
    expect(refused.code, refused.stderr).to.equal(5);
    expect(refused.stderr).to.contain(`locked by a dead run (ci on ${hostname()}, process ${NO_PROCESS}`);
    const unlocked = await bookings(["unlock", "leeds"]);
    expect(unlocked.code, unlocked.stderr).to.equal(0);
    expect(await store.list(".pulumi/locks/")).to.deep.equal([]);
  });

  it("keeps a journal whose lines all name the one before, however many run", async () => {
    const copy = join(folder.root, ".bookings", "journal-copies", "leeds.jsonl");
    const { lines, broken, cut } = readJournal(copy);
    expect(lines.length).to.be.greaterThan(3);
    expect([broken, cut]).to.deep.equal([[], []]);
  });
});
