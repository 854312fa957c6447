import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { type ExitCode, exitCode } from "../problem/exit-code";
import type { Context, Io } from "./context";
import { Progress } from "./progress";
import type { VerbCommand } from "./verb";

/** What verbs that can do many organisations at once are told. */
export interface ManyOptions {
  readonly all?: boolean;
  readonly parallel?: number;
  readonly json?: boolean;
}

/** Each needs half a gigabyte while its engine runs. */
const USUAL_PARALLEL = 4;
const MOST_PARALLEL = 64;

function parallelOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_PARALLEL)
    throw new InvalidArgumentError(`Write a number from 1 to ${MOST_PARALLEL}.`);
  return count;
}

/** Declares `--all` and `--parallel`. */
export function declareMany(command: VerbCommand): VerbCommand {
  return command
    .option(
      "--all",
      "do all organisations side by side, each by itself, and sum up; --json prints a line for each",
    )
    .option("--parallel <number>", `how many at once with --all (default: ${USUAL_PARALLEL})`, parallelOf);
}

/** How one organisation's command ended. */
interface Done {
  readonly organisation: string;
  readonly code: ExitCode;
  readonly seconds: number;
}

/**
 * Runs the same command for each organisation, a number at once, in this process and with streams of their own: what one of them
 * says or fails at is no other's. They share the specs as they were read once, the sign-ins and whatever Graph tells one of them
 * to wait. Nothing of an organisation is kept but how it ended.
 */
export async function sideBySide(
  context: Context,
  named: readonly string[],
  options: ManyOptions,
  words: (organisation: string) => readonly string[],
): Promise<void> {
  const { io } = context;
  // Not loaded for “--help”: it is of the Graph client.
  const { SIDE_BY_SIDE } = await import("../graph/shared-graph.js");
  const organisations = context.organisations(named);
  const folder = mkdtempSync(join(tmpdir(), "bookings-many-"));
  process.env[SIDE_BY_SIDE] = join(folder, "wait-until");
  context.onlyReads(words("")[0] !== "up");
  const progress = new Progress(io);
  const services = context.forMany();
  const done: Done[] = [];
  const started = io.now().getTime();
  const next = organisations.values();
  const running = new Set<string>();
  const work = async (): Promise<void> => {
    for (const organisation of next) {
      if (io.signal.aborted) return;
      running.add(organisation);
      progress.step(`${done.length} of ${organisations.length} done; now ${[...running].join(", ")}`);
      const one = await runOne(context, services, organisation, words(organisation));
      running.delete(organisation);
      progress.done();
      done.push(one.done);
      tell(context, one, options);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.parallel ?? USUAL_PARALLEL }, work));
  } finally {
    progress.done();
    delete process.env[SIDE_BY_SIDE];
    rmSync(folder, { recursive: true, force: true });
  }
  context.say(summary(organisations.length, done, (io.now().getTime() - started) / 1000));
  context.finish(worst(done.map(({ code }) => code)));
}

interface Ended {
  readonly done: Done;
  readonly stdout: string;
  readonly stderr: string;
}

async function runOne(
  context: Context,
  services: Context["services"],
  organisation: string,
  words: readonly string[],
): Promise<Ended> {
  const { io } = context;
  const texts = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof texts) => ({
    write: (text: string): void => {
      texts[name] += text;
    },
  });
  const own: Io = {
    ...io,
    now: () => io.now(),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    isTerminal: { ...io.isTerminal, stdin: false },
    isQuiet: true,
    work: { onlyReads: false },
  };
  const started = io.now().getTime();
  const code = await context.runInside(words, own, services);
  return { done: { organisation, code, seconds: (io.now().getTime() - started) / 1000 }, ...texts };
}

/** What an organisation's command said, all of it together. As JSON: a line, as soon as it ends. */
function tell(context: Context, { done, stdout, stderr }: Ended, { json }: ManyOptions): void {
  if (json) {
    const { organisation, code, seconds } = done;
    const result: unknown = stdout.trim() === "" ? undefined : JSON.parse(stdout);
    context.print(`${JSON.stringify({ schemaVersion: 1, organisation, exitCode: code, seconds, result })}\n`);
  } else context.print(stdout);
  context.io.stderr.write(stderr);
}

const WORDS: Readonly<Partial<Record<ExitCode, string>>> = {
  [exitCode.failed]: "failed",
  [exitCode.changes]: "with changes or drift",
  [exitCode.specsInvalid]: "with errors in their specs",
  [exitCode.notPermitted]: "where sign-in failed or a permission is missing",
  [exitCode.refused]: "refused by a lock or a limit",
  [exitCode.partlyApplied]: "partly applied",
  [exitCode.unreadable]: "that could not be read",
  [exitCode.interrupted]: "interrupted",
  [exitCode.terminated]: "interrupted",
};
/** As many names as fit on a line or two; the rest is counted. */
const NAMES = 10;

function summary(total: number, done: readonly Done[], seconds: number): string {
  const lines = WORST_FIRST.flatMap((code) => {
    const ended = done.filter((one) => one.code === code).map(({ organisation }) => organisation);
    const words = WORDS[code];
    if (ended.length === 0 || words === undefined) return [];
    const more = ended.length > NAMES ? ` and ${ended.length - NAMES} more` : "";
    return [`  ${ended.length} ${words}: ${ended.sort().slice(0, NAMES).join(", ")}${more}`];
  });
  const fine = done.filter(({ code }) => code === exitCode.fine).length;
  const left = total - done.length;
  return [
    `${done.length} of ${total} organisations in ${Math.round(seconds)} s: ${fine} fine.`,
    ...lines,
    ...(left > 0 ? [`  ${left} not begun`] : []),
  ].join("\n");
}

/** What decides how the command ends: first what was left half done, then what must be understood. */
const WORST_FIRST: readonly ExitCode[] = [
  exitCode.interrupted,
  exitCode.terminated,
  exitCode.partlyApplied,
  exitCode.failed,
  exitCode.unreadable,
  exitCode.notPermitted,
  exitCode.refused,
  exitCode.specsInvalid,
  exitCode.changes,
];

const worst = (codes: readonly ExitCode[]): ExitCode =>
  WORST_FIRST.find((code) => codes.includes(code)) ?? exitCode.fine;
