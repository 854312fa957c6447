import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";
import { CALENDAR_TYPE } from "../../src/engine/internals/engine-events";
import { hasPending, inventoryIn, resourcesIn } from "../../src/engine/internals/exported-state";
import { writtenAt } from "../../src/engine/internals/state-files";
import { folderStore } from "../../src/engine/internals/state-store";
import { stateFile, storedState } from "../../src/engine/internals/stored-state";
import { readJournal } from "../../src/records/journal";
import { journalFile, openRecords } from "../../src/records/open-records";
import type { LoggedRequest } from "../playground/emulated-tenant";
import type { Playground } from "../playground/playground";
import { openClinics, SIX_MEMBERS, writeClinic } from "./clinics";
import { calendarsIn, comparable, recordsIn } from "./state";

const STACK = ["--stack", "leeds"];

/** The requests that wrote something while a command ran. */
async function writesOf({ tenant }: Playground, run: () => Promise<unknown>): Promise<LoggedRequest[]> {
  const before = (await tenant.log()).at(-1)?.seq ?? 0;
  await run();
  return (await tenant.log(before)).filter(({ effect, via }) => effect === "write" && via !== "portal");
}

/** The lines with a sign in the part of a diff that is about a calendar; the inventory further down repeats them. */
function signedLines(diff: string): string[] {
  const [, after = ""] = diff.split("BookingCalendar: (update)");
  const [calendar = ""] = after.split("--outputs:--");
  const lines = calendar.split("\n").filter((line) => /^\s+[-+~] /.test(line));
  return lines.map((line) => line.trim().replace(/\s+/g, " "));
}

/** Has every Node process note its program in a file. */
function noting({ root }: Playground): string {
  const file = JSON.stringify(join(root.path, "started"));
  root.write("note.cjs", `require("node:fs").appendFileSync(${file}, process.argv[1] + "\\n");`);
  return `--require ${join(root.path, "note.cjs")}`;
}

describe("Plain Pulumi with the environment of `bookings env` [OPS-1]", function () {
  this.timeout(180_000);
  let playground: Playground;

  /** Runs Pulumi, sees it end well, and hands over what it said. */
  async function pulumi(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await playground.pulumi([...args, ...STACK]);
    expect(exitCode, `pulumi ${args.join(" ")}\n${stdout}\n${stderr}`).to.equal(0);
    return stdout;
  }

  before(async () => {
    playground = await openClinics("plain-pulumi");
    await playground.pulumi(["stack", "init", "leeds"]);
  });

  after(() => playground?.close());

  it("previews the creation of an organisation without writing", async () => {
    let said = "";
    const writes = await writesOf(playground, async () => {
      said = await pulumi("preview");
    });
    expect(said).to.match(/nhsmail:BookingCalendar leedscardiologyheartfailure create/);
    expect(writes).to.deep.equal([]);
  });

  it("makes the calendars without a preview", async () => {
    const writes = await writesOf(playground, () => pulumi("up", "--yes", "--skip-preview"));
    const calendars = await playground.tenant.calendars();
    expect(calendars.map(({ address }) => address)).to.deep.equal([
      "LeedsCardiologyHeartFailure@nhs.net",
      "LeedsPhysiotherapyKnee@nhs.net",
    ]);
    expect(writes.filter(({ operation }) => operation === "bookingBusiness.create")).to.have.length(2);
  });

  it("has nothing to do afterwards, and our own command agrees", async () => {
    await pulumi("preview", "--expect-no-changes");
    const { exitCode, stdout } = await playground.bookings(["preview", "leeds", "--detailed-exitcode"], {
      NODE_OPTIONS: noting(playground),
    });
    expect(exitCode, stdout).to.equal(0);
  });

  it("is done by our own command in one Node process", () => {
    const started = readFileSync(join(playground.root.path, "started"), "utf8").trim().split("\n");
    expect(started.map((program) => basename(program))).to.deep.equal(["main.js"]);
  });

  it("leaves the same state as our own command", async () => {
    const other = await openClinics("own-command");
    try {
      const { exitCode, stdout, stderr } = await other.bookings(["up", "leeds", "--yes"]);
      expect(exitCode, `${stdout}\n${stderr}`).to.equal(0);
      const [ours, plain] = await Promise.all([
        other.exportedState("leeds"),
        playground.exportedState("leeds"),
      ]);
      expect(comparable(ours)).to.deep.equal(comparable(plain));
    } finally {
      await other.close();
      other.root.discard();
    }
  });

  it("takes in by refresh who has confirmed, without writing [USR-8]", async () => {
    await playground.tenant.ask("POST", "approve", {});
    const writes = await writesOf(playground, () => pulumi("refresh", "--yes"));
    expect(writes).to.deep.equal([]);
    const people = recordsIn(await playground.exportedState("leeds")).flatMap(({ staff }) =>
      Object.values(staff),
    );
    expect(people.map(({ status }) => status)).to.deep.equal(Array(8).fill("active"));
  });

  it("shows one line for each person that changes and no other [USR-1]", async () => {
    const { admins, viewers } = SIX_MEMBERS;
    const isOther = (person: string): boolean => !/^(bob|dan|eve)/.test(person);
    writeClinic(playground, {
      admins: [...admins.filter(isOther), "bob.jones@nhs.net"],
      viewers: [...viewers.filter(isOther), "fay.green@nhs.net"],
    });
    expect(signedLines(await pulumi("preview", "--diff"))).to.deep.equal([
      "~ members : {",
      '~ bob.jones@nhs.net : "viewer" => "admin"',
      '- dan.okafor@nhs.net : "admin"',
      '- eve.stone@nhs.net : "viewer"',
      '+ fay.green@nhs.net : "viewer"',
    ]);
    writeClinic(playground, { admins: SIX_MEMBERS.admins, viewers: SIX_MEMBERS.viewers });
  });

  it("settles what a run that died had done, by an update that writes nothing to the tenant [UPD-2] [OPS-5]", async () => {
    const { path } = playground.root;
    const calendar = "LeedsCardiologyHeartFailure@nhs.net";
    const fields = [{ field: "phone", from: "+44 113 496 0099", to: "+44 113 496 0000" }];
    const dead = openRecords({ root: path, env: { BOOKINGS_RUN: "dead" } });
    await dead.announce("leeds", { calendar, what: "update", outcome: "begun", fields, people: [] });
    const writes = await writesOf(playground, async () => {
      expect(await pulumi("preview")).to.contain(
        "a run began to change it, and how that ended is not on record",
      );
      const own = await playground.bookings(["preview", "leeds", "--detailed-exitcode"]);
      expect(own.exitCode, "our own command shows the tenant, in which nothing changes").to.equal(0);
      await pulumi("up", "--yes");
      await pulumi("preview", "--expect-no-changes");
    });
    expect(writes).to.deep.equal([]);
    const { lines } = readJournal(journalFile(path, {}, "leeds"));
    expect(lines.at(-1)).to.deep.include({
      calendar,
      what: "update",
      outcome: "done",
      fields,
      settles: "dead",
    });
  });

  it("lists what the stack has, and the inventory that the next run reads", async () => {
    expect(await pulumi("stack")).to.include("leedsphysiotherapyknee");
    const inventory = JSON.parse(await pulumi("stack", "output", "inventory", "--json")) as object;
    expect(JSON.stringify(inventory)).to.include("specs/leeds/calendars/knee.yaml");
  });

  it("leaves its state where, and in the form in which, src/engine/internals reads it", async () => {
    const changed = (file: string): string =>
      `Pulumi 3.258 wrote the state so that src/engine/internals/${file} could read it. This version does not: mend it there.`;
    const folder = join(playground.root.path, ".bookings", "state");
    const store = folderStore(folder);
    const kept = await stateFile(store, "leeds");
    expect(kept && writtenAt(kept), changed("state-files.ts")).to.be.above(0);
    const stored = await storedState(store, "leeds", kept);
    if (stored === undefined || stored === "ask-the-engine") throw new Error(changed("stored-state.ts"));
    const exported = JSON.parse(await playground.exportedState("leeds")) as typeof stored;
    for (const state of [stored, exported]) {
      expect(resourcesIn(state, CALENDAR_TYPE), changed("exported-state.ts")).to.have.length(2);
      expect(inventoryIn(state), changed("exported-state.ts")).to.have.property("calendars");
      expect(hasPending(state), changed("exported-state.ts")).to.equal(false);
    }
  });

  it("runs no program that a state names instead of ours, and goes on when the state is put back [OPS-6]", async () => {
    const file = join(playground.root.path, ".bookings/state/.pulumi/stacks/nhsmail-bookings/leeds.json");
    const whole = readFileSync(file, "utf8");
    const ran = join(playground.root.path, "ran");
    const program = `require("node:fs").writeFileSync(${JSON.stringify(ran)}, "");exports.handler=()=>({})`;
    const foreign = JSON.stringify(JSON.parse(whole), (key, value: unknown) =>
      key === "__provider" && typeof value === "string" ? program : value,
    );
    expect(foreign.split("writeFileSync").length).to.be.above(2);
    writeFileSync(file, foreign);
    const writes = await writesOf(playground, async () => {
      const { exitCode, stdout, stderr } = await playground.pulumi(["refresh", "--yes", ...STACK]);
      expect(exitCode).not.to.equal(0);
      expect(stdout + stderr).to.include("It was not run");
      expect(stdout + stderr).not.to.match(/^\s+at /m);
      const own = await playground.bookings(["preview", "leeds"]);
      expect(own.exitCode, own.stdout + own.stderr).to.equal(5);
      expect(own.stderr).to.contain("state-names-program");
    });
    expect(writes).to.deep.equal([]);
    expect(existsSync(ran)).to.equal(false);
    writeFileSync(file, whole);
  });

  it("deletes nothing by destroy, not even when protection is taken away", async () => {
    const writes = await writesOf(playground, async () => {
      const first = await playground.pulumi(["destroy", "--yes", ...STACK]);
      expect(first.exitCode).not.to.equal(0);
      await playground.pulumi(["state", "unprotect", "--all", "--yes", ...STACK]);
      const second = await playground.pulumi(["destroy", "--yes", "--skip-preview", ...STACK]);
      expect(second.exitCode).not.to.equal(0);
      expect(second.stdout + second.stderr).to.include("LeedsCardiologyHeartFailure@nhs.net");
    });
    expect(writes).to.deep.equal([]);
    expect(calendarsIn(await playground.exportedState("leeds"))).to.have.length(2);
  });

  it("is protected again by the next run", async () => {
    await pulumi("up", "--yes");
    const calendars = calendarsIn(await playground.exportedState("leeds"));
    expect(calendars.map(({ protect }) => protect)).to.deep.equal([true, true]);
  });

  it("says of a stack without specs that it has none, and that no run has worked on it", async () => {
    await playground.pulumi(["stack", "init", "leds"]);
    const { exitCode, stdout } = await playground.pulumi(["preview", "--stack", "leds"]);
    expect(exitCode).not.to.equal(0);
    expect(stdout).to.include("stack-without-specs").and.to.include("no folder specs/leds");
    await playground.pulumi(["stack", "rm", "--yes", "--stack", "leds"]);
  });

  it("is refused on a stack that was created again, as the journal knows its calendars [OPS-10]", async () => {
    await playground.pulumi(["stack", "rm", "--force", "--yes", "--preserve-config", ...STACK]);
    await playground.pulumi(["stack", "init", "leeds"]);
    const writes = await writesOf(playground, async () => {
      const { exitCode, stdout } = await playground.pulumi(["up", "--yes", "--skip-preview", ...STACK]);
      expect(exitCode).not.to.equal(0);
      expect(stdout).to.include("state-lost").and.to.include("bookings adopt leeds --recover");
    });
    expect(writes).to.deep.equal([]);
    playground.root.discard();
  });
});
