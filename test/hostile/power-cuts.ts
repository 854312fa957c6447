import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { evidence } from "../../src/audit/evidence";
import { manifest, tableFiles } from "../../src/audit/pack";
import { siteFiles } from "../../src/audit/site";
import { runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { readLocks } from "../../src/engine/internals/lock-files";
import { damagedSettings } from "../../src/engine/internals/stack-settings";
import { damagedState } from "../../src/engine/internals/state-files";
import { holderState } from "../../src/engine/lock";
import { readIdentities } from "../../src/graph/identity/read-identities";
import { canonicalText, parsePlan } from "../../src/plan/reviewed-plan";
import { formatText } from "../../src/problem/format";
import { VisibleError } from "../../src/problem/visible-error";
import { appendLine, readJournal } from "../../src/records/journal";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";
import { SpecsFolder } from "../support/specs-folder";
import { calendar as calendarSpec } from "../support/valid-specs";
import { sources } from "./evidence";
import type { HostileCase, HostileClass } from "./hostile-class";

const STACK = ".pulumi/stacks/nhsmail-bookings/leeds";
const LOCKS = ".pulumi/locks/organization/nhsmail-bookings/leeds";
const RUNNING = {
  url: "https://127.0.0.1:9999/v1.0",
  authority: "https://127.0.0.1:9999",
  adminUrl: "https://127.0.0.1:9999/admin",
  pid: process.pid,
  startedAt: new Date().toISOString(),
};

const STATE = JSON.stringify({ version: 3, checkpoint: { stack: "leeds", latest: { resources: [] } } });
const SETTINGS = "encryptionsalt: v1:PgSPyyeUQ3Q=:v1:uZf2eM8eIya9+/Lr:IQMoJRUDuwct91kGXeOeobqsz4QYKA==\n";
const IDENTITIES = JSON.stringify({
  calendarOperators: {
    leeds: { kind: "refresh-token", clientId: "c", refreshToken: "kept-as-it-is", address: "leeds@nhs.net" },
  },
});

/** A file that a power failure cut: it ends early, or its end is zeros. */
const DAMAGES = {
  cut: (bytes: Buffer, at: number) => bytes.subarray(0, at),
  zeroed: (bytes: Buffer, at: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at)]),
};

type Damage = (bytes: Buffer) => Buffer;

/** Runs a check in a folder of its own. */
async function inFolder(check: (root: string) => Promise<string | undefined>): Promise<string | undefined> {
  const folder = new SpecsFolder({});
  try {
    return await check(folder.root);
  } finally {
    folder.remove();
  }
}

function write(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes, { mode: 0o600 });
}

const META = "version: 1\n";
const LOCK = JSON.stringify({
  pid: 7,
  username: "ci",
  hostname: "runner-1",
  timestamp: "2026-11-23T10:00:00Z",
});
const PLAN = canonicalText({ schemaVersion: 1, tool: "0.1.0", tenantId: "t", organisations: [] });

/** A place for states in which all is whole but what is written over. */
function stateFolder(root: string, name: string, bytes: Buffer) {
  const folder = join(root, "state");
  const whole = { [`${STACK}.json`]: STATE, [`${STACK}.json.bak`]: STATE, ".pulumi/meta.yaml": META };
  for (const [file, text] of Object.entries(whole)) write(join(folder, file), Buffer.from(text));
  write(join(folder, name), bytes);
  const backend = { kind: "disk", folder, url: pathToFileURL(folder).href } as const;
  return { root, backend, organisation: "leeds" };
}

const state = (damage: Damage) =>
  inFolder(async (root) => {
    const found = await damagedState(stateFolder(root, `${STACK}.json`, damage(Buffer.from(STATE))));
    if (found?.code !== "state-damaged") return "a damaged state was accepted as whole";
    return String((found.args as { copy?: string }).copy).endsWith("leeds.json.bak")
      ? undefined
      : "the engine's own last step was not named as the way out";
  });

/** The engine writes it again at its next step, and reads it never: with a whole state beside it, it stops no one. */
const lastStep = (damage: Damage) =>
  inFolder(async (root) => {
    const place = stateFolder(root, `${STACK}.json.bak`, damage(Buffer.from(STATE)));
    const found = await damagedState(place);
    if (found) return `a whole state was refused: ${found.code}`;
    write(join(place.backend.folder, `${STACK}.json`), Buffer.from(""));
    const both = await damagedState(place);
    return both && !("copy" in both.args) ? undefined : "a damaged copy was named as the way out";
  });

const meta = (damage: Damage) =>
  inFolder(async (root) => {
    const bytes = damage(Buffer.from(META));
    const found = await damagedState(stateFolder(root, ".pulumi/meta.yaml", bytes));
    // without its line end it says the same
    const isWhole = bytes.toString() === META.trim();
    return isWhole || found?.code === "state-meta-damaged" ? undefined : "it was accepted as whole";
  });

/** A lock holds, whatever is left of it. */
const lock = (name: string) => (damage: Damage) =>
  inFolder(async (root) => {
    const { backend } = stateFolder(root, `${LOCKS}/${name}`, damage(Buffer.from(LOCK)));
    const [holder] = await readLocks(backend, "leeds");
    if (!holder) return "the stack was reported free";
    return holderState(holder) === "dead" ? "its holder was reported dead" : undefined;
  });

/** An empty file is as good as none: the next run writes it again. */
const settings = (damage: Damage) =>
  inFolder(async (root) => {
    const bytes = damage(Buffer.from(SETTINGS));
    write(join(root, "stacks", "Pulumi.leeds.yaml"), bytes);
    const isFine = ["", SETTINGS.trim()].includes(bytes.toString());
    return isFine || damagedSettings(root, "leeds") ? undefined : "damaged settings were accepted";
  });

const plan = async (damage: Damage) =>
  parsePlan(damage(Buffer.from(PLAN)).toString("utf8"))
    ? "a damaged plan was accepted as reviewed"
    : undefined;

const sandbox = (damage: Damage) =>
  inFolder(async (root) => {
    const files = runtimeFiles(root);
    write(files.running, damage(Buffer.from(JSON.stringify(RUNNING))));
    return runningSandbox(files) ? "a damaged file was believed" : undefined;
  });

const identities = (damage: Damage) =>
  inFolder(async (root) => {
    const file = join(root, "identities.json");
    write(file, damage(Buffer.from(IDENTITIES)));
    try {
      readIdentities(file);
      return "a damaged identities file was read";
    } catch (error) {
      if (!(error instanceof VisibleError)) throw error;
      return error.message.includes("kept-as-it-is") ? "the message holds a secret" : undefined;
    }
  });

const line = (calendar: string) => ({
  schema: 1,
  at: "2026-11-23T04:30:00.000Z",
  organisation: "Leeds",
  run: { id: "1", host: "", user: "" },
  specs: "",
  calendar,
  what: "update",
  outcome: "done",
});

/** Only the last line may be lost; the next one is appended, and nothing is reported as changed by hand. */
const journal = (damage: Damage) =>
  inFolder(async (root) => {
    const file = join(root, "leeds.jsonl");
    await appendLine(file, line("a@nhs.net"), true);
    const first = readFileSync(file);
    await appendLine(file, line("b@nhs.net"), true);
    const last = readFileSync(file).subarray(first.length);
    write(file, Buffer.concat([first, damage(last)]));
    await appendLine(file, line("c@nhs.net"), true);
    const { lines, broken } = readJournal(file);
    const told = lines.map(({ calendar }) => calendar);
    if (broken.length > 0) return `lines ${broken.join()} were reported as changed`;
    return told[0] === "a@nhs.net" && told.at(-1) === "c@nhs.net"
      ? undefined
      : `the journal says ${told.join()}`;
  });

const SPEC = `${calendarSpec("Cardiology", "Heart Failure")}  - bob.jones@nhs.net\nviewers:\n  - carol.evans@nhs.net\n`;
const PEOPLE = ["amy.shah@nhs.net", "bob.jones@nhs.net", "carol.evans@nhs.net"];

/**
 * A spec says nothing of its own end, and its copy is in git: what is left of it is refused, or asks for the same calendar with
 * some of its people, which a preview shows. It never asks for another calendar, other people or a deletion.
 */
const spec = async (damage: Damage) => {
  const file = "specs/leeds/calendars/x.yaml";
  const bytes = damage(Buffer.from(SPEC));
  const { estate, problems } = validate("", memoryFiles({ ...fixture("").table, [file]: bytes }));
  if (!estate) {
    const text = formatText(problems);
    return text.includes(file) ? undefined : `the file was not named: ${text}`;
  }
  if (bytes.includes(0)) return "a file with zeros was accepted as whole";
  const calendars = estate.organisations.flatMap((one) => one.calendars);
  const isLess = calendars.every(
    ({ address, status, members }) =>
      address === "LeedsCardiologyHeartFailure@nhs.net" &&
      status === "active" &&
      Object.keys(members).every((person) => PEOPLE.includes(person)),
  );
  return isLess && calendars.length === 1 ? undefined : `it asks for ${JSON.stringify(calendars)}`;
};

const TABLES = evidence(sources);
const PACK = new Map([...tableFiles(TABLES), ...siteFiles(sources, TABLES)]);
const MADE = { version: "0.1.0", isShallow: false, brokenJournalLines: 0, brokenSearchLines: 0 };
const MANIFEST = manifest(sources, TABLES, PACK, MADE).trimEnd();

/** What auditors check a pack by: the manifest is written last and names the digest of every other file. */
const packManifest = async (damage: Damage) => {
  try {
    JSON.parse(damage(Buffer.from(MANIFEST)).toString("utf8"));
    return "a damaged manifest can be read";
  } catch {
    return undefined;
  }
};

const packFile = (path: string) => async (damage: Damage) => {
  const { sha256 } = JSON.parse(MANIFEST) as { sha256: Readonly<Record<string, string>> };
  const digest = createHash("sha256")
    .update(damage(Buffer.from(PACK.get(path) ?? "")))
    .digest("hex");
  return sha256[path] === digest ? "it has the digest of the whole file" : undefined;
};

export const powerCuts: HostileClass = {
  name: "power cuts",
  invariant:
    "a file that was cut or zeroed at any byte is refused or read up to there, and never accepted as whole",
  *cases(): Generator<HostileCase> {
    const lastLine = Buffer.byteLength(
      `${JSON.stringify({ ...line("b@nhs.net"), previous: "x".repeat(64) })}\n`,
    );
    const files = [
      { name: "state", size: STATE.length, run: state },
      { name: "identities", size: IDENTITIES.length, run: identities },
      { name: "journal", size: lastLine, run: journal },
      { name: "the engine's last step", size: STATE.length, run: lastStep },
      { name: "the form of states", size: META.length, run: meta },
      { name: "lock", size: LOCK.length, run: lock("a.json") },
      { name: "lock that was being taken", size: LOCK.length, run: lock("a.json.18c1f0aa12.tmp") },
      { name: "the engine's settings", size: SETTINGS.length, run: settings },
      { name: "plan", size: PLAN.length, run: plan },
      { name: "spec", size: SPEC.length, run: spec },
      { name: "manifest of an audit pack", size: Buffer.byteLength(MANIFEST), run: packManifest },
      { name: "running sandbox", size: JSON.stringify(RUNNING).length, run: sandbox },
    ];
    for (const { name, size, run } of files)
      for (const [word, damage] of Object.entries(DAMAGES))
        for (let at = 0; at < size; at += 1)
          yield { name: `${name} ${word} at ${at}`, run: () => run((bytes) => damage(bytes, at)) };
    for (const [path, text] of PACK)
      for (const [word, damage] of Object.entries(DAMAGES))
        for (const share of [0, 0.5, 0.999])
          yield {
            name: `${path} of an audit pack ${word} at ${share}`,
            run: () => packFile(path)((bytes) => damage(bytes, Math.floor(Buffer.byteLength(text) * share))),
          };
  },
};
