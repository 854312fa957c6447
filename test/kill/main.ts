import { parseArgs } from "node:util";
import { Pool } from "../scenarios/walker/pool";
import { Beginnings } from "./bases";
import { caseName, type KillCase, RUNS, type RunKind, readCaseName } from "./kill-case";
import { planCases, spread } from "./plan-cases";
import { type KillReport, runCase } from "./run-case";
import { KINDS } from "./run-kinds";
import { seenCalls } from "./seen-calls";
import { watchRun } from "./watch-run";

const { values } = parseArgs({
  options: {
    case: { type: "string", multiple: true },
    only: { type: "string" },
    "at-once": { type: "string", default: "2" },
    list: { type: "boolean", default: false },
    minutes: { type: "string" },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The requests of a run that nothing disturbs, and who lives at each. */
async function callsOf(run: RunKind, beginnings: Beginnings) {
  const { disturbed = "leeds" } = KINDS[run];
  const playground = await beginnings.open(run, `kill-undisturbed-${run}`);
  try {
    const since = (await playground.tenant.log()).at(-1)?.seq ?? 0;
    const started = playground.start(["up", disturbed, "--yes"]);
    const { log, alive } = await watchRun(playground, started, since);
    const { exitCode, stdout, stderr } = await started.result;
    if (exitCode !== 0)
      throw new Error(`The undisturbed ${run} ended with ${exitCode}: ${stdout}\n${stderr}`);
    return { calls: seenCalls(log), alive };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}

/** Every case that is wanted, each of its kind of run counted first. */
async function plannedCases(beginnings: Beginnings): Promise<readonly KillCase[]> {
  const all: KillCase[] = [];
  for (const run of RUNS) {
    const { calls, alive } = await callsOf(run, beginnings);
    const writes = calls.filter((call) => call.writes && call.kind !== "batch").length;
    const planned = planCases(run, calls, alive);
    say(`${run}: ${calls.length} calls, ${writes} of which write: ${planned.length} cases`);
    all.push(...planned);
  }
  const only = values.only ? new RegExp(values.only) : /./;
  return spread(all.filter((one) => only.test(caseName(one))));
}

function line({ verdict, name, exitCodes, at, seconds }: KillReport): string {
  return `${verdict.padEnd(11)} ${name.padEnd(52)} ${exitCodes.join(" ").padEnd(12)} ${Math.round(seconds)} s  ${at ?? ""}`;
}

async function main(): Promise<number> {
  const started = performance.now();
  const beginnings = new Beginnings();
  try {
    const cases = values.case ? values.case.map(readCaseName) : await plannedCases(beginnings);
    if (values.list) {
      for (const one of cases) say(caseName(one));
      return 0;
    }
    say(
      `${cases.length} cases, ${values["at-once"]} at a time; exit codes of the disturbed run, unlock, and the runs after it`,
    );
    const reports = await runAll(cases, beginnings, started);
    return tell(reports, cases, started);
  } finally {
    await beginnings.discard();
  }
}

async function runAll(
  cases: readonly KillCase[],
  beginnings: Beginnings,
  started: number,
): Promise<readonly KillReport[]> {
  const reports: KillReport[] = [];
  const ends = values.minutes ? started + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
  const jobs = cases.map((one) => async () => {
    if (performance.now() > ends) return;
    const report = await runCase(one, beginnings).catch((error: unknown) => broken(one, error));
    reports.push(report);
    say(`${String(reports.length).padStart(4)} ${line(report)}`);
    for (const finding of report.findings) say(`       ${finding.replaceAll("\n", "\n       ")}`);
  });
  await new Pool(Number(values["at-once"]), jobs).done();
  return reports;
}

function broken(one: KillCase, error: unknown): KillReport {
  const why = error instanceof Error ? error.message : String(error);
  return {
    name: caseName(one),
    verdict: "failed",
    findings: [why],
    at: undefined,
    exitCodes: [],
    leftOpen: false,
    seconds: 0,
  };
}

/** What cases have in common that differ in nothing but the call: `create/provider/SIGKILL/no-checkpoints`. */
function groupOf(name: string): string {
  const words = name.split("/");
  return [...words.slice(0, 3), ...words.slice(4)].join("/");
}

/** The table: by kinds of death, how many cases were planned and how those that were run ended; then what failed, with the command that repeats it. */
function tell(reports: readonly KillReport[], planned: readonly KillCase[], started: number): number {
  const groups = Map.groupBy(planned.map(caseName), groupOf);
  say(
    `\n${"run/victim/signal".padEnd(52)} planned  run  converged  not reached  failed  two runs  left open`,
  );
  for (const [name, { length }] of [...groups].sort()) {
    const group = reports.filter((one) => groupOf(one.name) === name);
    const count = (is: (one: KillReport) => boolean): string => String(group.filter(is).length);
    const cells = [
      String(length).padStart(7),
      String(group.length).padStart(4),
      count(({ verdict }) => verdict === "converged").padStart(10),
      count(({ verdict }) => verdict === "not-reached").padStart(12),
      count(({ verdict }) => verdict === "failed").padStart(7),
      count(({ exitCodes }) => exitCodes.length > 3).padStart(9),
      count(({ leftOpen }) => leftOpen).padStart(10),
    ];
    say(`${name.padEnd(52)} ${cells.join(" ")}`);
  }
  const of = (verdict: KillReport["verdict"]): readonly KillReport[] =>
    reports.filter((one) => one.verdict === verdict);
  const failed = of("failed");
  say(
    `\n${planned.length} cases planned, ${reports.length} run in ${Math.round((performance.now() - started) / 60_000)} min: ` +
      `${of("converged").length} converged, ${of("not-reached").length} not reached, ${failed.length} failed.`,
  );
  for (const { name } of failed) say(`  npm run kill -- --case ${name}`);
  return failed.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
