import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { damagedState } from "../../src/engine/internals/state-files";
import { readIdentities } from "../../src/graph/identity/read-identities";
import { VisibleError } from "../../src/problem/visible-error";
import { appendLine, readJournal } from "../../src/records/journal";
import { SpecsFolder } from "../support/specs-folder";
import type { HostileCase, HostileClass } from "./hostile-class";

const STATE = JSON.stringify({ version: 3, checkpoint: { stack: "leeds", latest: { resources: [] } } });
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

const state = (damage: Damage) =>
  inFolder(async (root) => {
    const file = join(root, "state", ".pulumi", "stacks", "nhsmail-bookings", "leeds.json");
    write(file, damage(Buffer.from(STATE)));
    const folder = join(root, "state");
    const backend = { kind: "disk", folder, url: pathToFileURL(folder).href } as const;
    const found = await damagedState({ root, backend, organisation: "leeds" });
    return found?.code === "state-damaged" ? undefined : "a damaged state was taken for a whole one";
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

/** Only the last line may be lost; the next one is appended, and nothing is taken for changed by someone. */
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
    if (broken.length > 0) return `lines ${broken.join()} were taken for changed`;
    return told[0] === "a@nhs.net" && told.at(-1) === "c@nhs.net"
      ? undefined
      : `the journal says ${told.join()}`;
  });

export const powerCuts: HostileClass = {
  name: "power cuts",
  invariant:
    "a file that was cut or zeroed at any byte is refused or read up to there, and never taken for whole",
  *cases(): Generator<HostileCase> {
    const lastLine = Buffer.byteLength(
      `${JSON.stringify({ ...line("b@nhs.net"), previous: "x".repeat(64) })}\n`,
    );
    const files = [
      { name: "state", size: STATE.length, run: state },
      { name: "identities", size: IDENTITIES.length, run: identities },
      { name: "journal", size: lastLine, run: journal },
    ];
    for (const { name, size, run } of files)
      for (const [word, damage] of Object.entries(DAMAGES))
        for (let at = 0; at < size; at += 1)
          yield { name: `${name} ${word} at ${at}`, run: () => run((bytes) => damage(bytes, at)) };
  },
};
