import { join } from "node:path";
import { readJournal, unfinishedEntries } from "../../src/records/journal";
import type { Playground } from "../playground/playground";
import type { ProcessResult } from "../playground/run-process";
import type { Beginnings } from "./bases";
import { type Disturbed, disturb, RUN_PATIENCE_S } from "./disturb";
import { findingsOf } from "./findings";
import { caseName, type KillCase } from "./kill-case";
import { type Kind, ORGANISATIONS } from "./kind";
import { KINDS } from "./run-kinds";
import { lookAround } from "./sight";
import { openStateStore, type StateStore } from "./state-store";

/** How a case went. */
export interface KillReport {
  readonly name: string;
  /** `not-reached`: the run was over before its call came, or there was no one to hit; it converged all the same. */
  readonly verdict: "converged" | "not-reached" | "failed";
  readonly findings: readonly string[];
  /** The call at which the victim was hit. */
  readonly at: string | undefined;
  /** Exit codes: of the disturbed run, of `unlock`, and of the runs after it. */
  readonly exitCodes: readonly number[];
  /** Whether the journal shows that something began and does not say how it ended. */
  readonly leftOpen: boolean;
  readonly seconds: number;
}

const RUNS_AFTER = 2;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Every text in a value, however deep, that is long enough to be a secret, and no name of a tenant, application or account. */
function secretsIn(value: unknown): string[] {
  if (typeof value === "string")
    return value.length >= 24 && !GUID.test(value) && !value.includes("@") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

/** The key of the place where the state is. */
const keysOf = ({ env }: StateStore): readonly string[] =>
  Object.entries(env).flatMap(([name, value]) => (name.endsWith("_KEY") ? [value] : []));

const journalsOf = ({ root }: Playground) =>
  ORGANISATIONS.map((name) => readJournal(join(root.path, ".bookings", "journal", `${name}.jsonl`)));

/** What the disturbed run must say of itself. */
function talkFindings({ victim, signal }: KillCase, { result, isHit, findings }: Disturbed): string[] {
  const { exitCode, stdout, stderr } = result;
  const summary = /^(leeds|york): .*(done|failed|not known|not tried|nothing changed)/m;
  const isUntouched = /^((leeds|york): n|N)othing was changed\.$/m.test(stderr);
  const isAsked = isHit && signal !== "SIGKILL" && (victim === "cli" || victim === "group");
  const expected = signal === "SIGTERM" ? 143 : 130;
  return [
    ...findings,
    ...(isAsked && exitCode !== expected
      ? [`exit code ${exitCode} after ${signal}, and not ${expected}`]
      : []),
    ...(isAsked && !summary.test(stdout) && !isUntouched ? ["no summary of what was done"] : []),
    ...(/\n\s+at .+:\d+:\d+/.test(stdout + stderr) ? ["a stack trace was shown"] : []),
  ];
}

/** Unlocks, and runs again: a second time only if the first one says that not all is done. */
async function settle(
  playground: Playground,
  { disturbed = "leeds", meanwhile, next = ["leeds"] }: Kind,
  env: Record<string, string>,
  unlockWords: StateStore["unlockWords"],
): Promise<readonly ProcessResult[]> {
  if (meanwhile) await playground.bookings(["up", meanwhile, "--yes"], env, RUN_PATIENCE_S);
  const results = [await playground.bookings(["unlock", disturbed, ...unlockWords(disturbed)], env)];
  for (let run = 1; run <= RUNS_AFTER; run += 1) {
    const result = await playground.bookings(["up", ...next, "--yes"], env, RUN_PATIENCE_S);
    results.push(result);
    if (result.exitCode !== 6) break;
  }
  return results;
}

function settleFindings([unlock, ...runs]: readonly ProcessResult[]): string[] {
  const last = runs.at(-1);
  const words = ({ stdout, stderr }: ProcessResult): string => `${stdout}\n${stderr}`.trim().slice(-1500);
  return [
    ...(unlock?.exitCode === 0 ? [] : [`unlock ended with ${unlock?.exitCode}: ${unlock && words(unlock)}`]),
    ...(last?.exitCode === 0 ? [] : [`the next run ended with ${last?.exitCode}: ${last && words(last)}`]),
  ];
}

/** Nothing is left to do for anyone who takes part. */
async function previewFindings(
  playground: Playground,
  { next = ["leeds"] }: Kind,
  env: Record<string, string>,
): Promise<string[]> {
  const { exitCode, stdout, stderr } = await playground.bookings(
    ["preview", ...next, "--detailed-exitcode"],
    env,
  );
  return exitCode === 0 ? [] : [`a preview ended with ${exitCode}: ${`${stdout}\n${stderr}`.slice(-1500)}`];
}

/** Runs one case from its beginning to its verdict. */
export async function runCase(one: KillCase, beginnings: Beginnings): Promise<KillReport> {
  const started = performance.now();
  const name = caseName(one);
  const kind = KINDS[one.run];
  const people = (kind.policy?.wanted ?? []).flatMap(({ members }) => members);
  const playground = await beginnings.open(one.run, `kill-${name.replace(/[^\w-]/g, "_")}`);
  let store: StateStore | undefined;
  try {
    store = await openStateStore(playground, one);
    const env = { ...store.env, ...(one.checkpoints === "no" && { PULUMI_SKIP_CHECKPOINTS: "true" }) };
    const before = await lookAround(playground, store, people);
    const since = (await playground.tenant.log()).at(-1)?.seq ?? 0;
    const disturbed = await disturb(playground, one, env, ["up", kind.disturbed ?? "leeds", "--yes"]);
    const leftOpen = journalsOf(playground).some(({ lines }) => unfinishedEntries(lines).size > 0);
    const results = await settle(playground, kind, env, store.unlockWords);
    const after = await lookAround(playground, store, people);
    const log = await playground.tenant.log(since);
    const unempty = await previewFindings(playground, kind, env);
    const journals = journalsOf(playground);
    const broken = journals.flatMap((one) => one.broken);
    const unsettled = journals.flatMap(({ lines }) =>
      [...unfinishedEntries(lines)].filter(([, { isSettled }]) => !isSettled),
    );
    const secrets = [...secretsIn(playground.tenant.identitiesFile()), ...secretsIn(keysOf(store))];
    const findings = [
      ...talkFindings(one, disturbed),
      ...settleFindings(results),
      ...unempty,
      ...findingsOf({ kind, before, after, log, secrets }),
      ...unsettled.map(
        ([{ what, calendar = "" }]) => `the journal does not say what came of: ${what} ${calendar}`,
      ),
      ...(broken.length === 0 ? [] : [`lines of the journal are broken: ${broken.join(", ")}`]),
    ];
    const verdict = findings.length > 0 ? "failed" : disturbed.isHit ? "converged" : "not-reached";
    if (verdict !== "failed") playground.root.discard();
    return {
      name,
      verdict,
      findings,
      at: disturbed.at,
      exitCodes: [disturbed.result, ...results].map(({ exitCode }) => exitCode),
      leftOpen,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await store?.close();
    await playground.close();
  }
}
