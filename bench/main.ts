import { cpus } from "node:os";
import { creationBench } from "./creation";
import { latencyBench } from "./latency";
import { organisationsBench } from "./organisations";
import { peerBench } from "./peer";
import { previewBench } from "./preview";
import type { BenchResult, NotMeasured } from "./result";
import { sizesBench } from "./sizes";
import type { Spread } from "./spread";
import { startBench } from "./start";
import { validateBench } from "./validate";

// `npm run bench -- [name …] [--json] [--rounds=N]`: ratios with their spread. Run it on a machine that does nothing else.
const BENCHES: Readonly<Record<string, (rounds?: number) => Promise<BenchResult | NotMeasured>>> = {
  start: startBench,
  validate: validateBench,
  preview: previewBench,
  creation: creationBench,
  latency: latencyBench,
  organisations: organisationsBench,
  sizes: sizesBench,
  peer: peerBench,
};

const inWords = (value: number | string | Spread): string =>
  typeof value === "object" ? `${value.median} (${value.least}–${value.most})` : String(value);

const table = (values: BenchResult["figures"]): string[] =>
  Object.entries(values).map(([label, value]) => `    ${label}: ${inWords(value)}`);

function tell(result: BenchResult | NotMeasured): string {
  if ("notMeasured" in result) return `${result.name}: not measured: ${result.notMeasured}\n`;
  const { name, what, goal, ratio, figures, profile } = result;
  const verdict =
    goal === undefined
      ? ""
      : ratio.median <= goal
        ? `, goal ${goal}: reached`
        : `, goal ${goal}: NOT reached`;
  const bounds = profile ? ["  where the time of one run goes:", ...table(profile)] : [];
  return [`${name}: ${what}`, `  ratio ${inWords(ratio)}${verdict}`, ...table(figures), ...bounds, ""].join(
    "\n",
  );
}

function roundsIn(args: readonly string[]): number | undefined {
  const given = args.find((arg) => arg.startsWith("--rounds="));
  return given === undefined ? undefined : Math.max(1, Number(given.slice("--rounds=".length)) || 1);
}

async function main(args: readonly string[]): Promise<void> {
  const named = args.filter((arg) => !arg.startsWith("--"));
  const rounds = roundsIn(args);
  const unknown = named.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(", ")}: ${Object.keys(BENCHES).join(", ")}.`);
  const results: (BenchResult | NotMeasured)[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (named.length > 0 && !named.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    results.push(await bench(rounds));
  }
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? "", node: process.version };
  const json = { schemaVersion: 1, machine, results };
  process.stdout.write(
    args.includes("--json") ? `${JSON.stringify(json, undefined, 2)}\n` : results.map(tell).join("\n"),
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
