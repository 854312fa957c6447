import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Playground } from "../test/playground/playground";
import { runProcess } from "../test/playground/run-process";
import { openClinics, runWell, STACK } from "./open-clinics";
import { cpuOfChildren, watchProcesses } from "./processes";
import type { BenchResult } from "./result";
import { ratios, spread } from "./spread";
import { whereTimeGoes } from "./where-time-goes";

const ROUNDS = 7;
const CALENDARS = 100;
const MEMBERS = 6;
const GOAL = 1;

/** The folder of a program that declares nothing: what `pulumi preview` costs by itself. */
async function emptyProgram(
  { root, ...playground }: Playground,
  env: Record<string, string>,
): Promise<string> {
  const folder = join(root.path, "empty");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    stringify({ name: "empty", runtime: "nodejs", main: "index.js" }),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", main: "index.js" }));
  writeFileSync(join(folder, "index.js"), "");
  const { exitCode, stderr } = await runProcess("pulumi", ["stack", "init", "empty"], {
    cwd: folder,
    env: { ...playground.env, ...env },
  });
  if (exitCode !== 0) throw new Error(stderr);
  return folder;
}

/** What one more of our runs costs, process by process, and in our own process by what the time is spent in. */
async function profileOf(playground: Playground): Promise<NonNullable<BenchResult["profile"]>> {
  const folder = join(playground.root.path, "profile");
  const started = playground.start(["preview", STACK], {
    NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}`,
  });
  const stop = watchProcesses(started.pid ?? 0);
  await started.result;
  const processes = stop().processes.map(({ name, from, to, cpuSeconds }): [string, string] => [
    `process ${name}, from second ${from} to ${to}`,
    `${cpuSeconds} s of a processor`,
  ]);
  const spent = Object.entries(whereTimeGoes(folder)).map(([owner, ms]): [string, string] => [
    `our process, ${owner}`,
    `${ms} ms`,
  ]);
  return Object.fromEntries([...processes, ...spent]);
}

/** Runs something, and notes what all its processes cost together. */
async function costing<T extends { readonly seconds: number }>(
  costs: Costs,
  run: () => Promise<T>,
): Promise<T> {
  const before = cpuOfChildren();
  const result = await run();
  costs.seconds.push(result.seconds);
  costs.cpu.push(cpuOfChildren() - before);
  return result;
}

interface Costs {
  readonly seconds: number[];
  readonly cpu: number[];
}

const costs = (): Costs => ({ seconds: [], cpu: [] });

/** A preview of 100 unchanged calendars by our command, against Pulumi's own of an empty program. */
export async function previewBench(rounds = ROUNDS): Promise<BenchResult> {
  const playground = await openClinics("bench-preview", { calendars: CALENDARS, members: MEMBERS });
  try {
    await runWell(playground, "bookings", ["up", STACK, "--yes"]);
    const { stdout } = await runWell(playground, "bookings", ["env", "--json"]);
    const printed = JSON.parse(stdout) as Record<string, string>;
    const cwd = await emptyProgram(playground, printed);
    const [ours, empty, plain] = [costs(), costs(), costs()];
    const env = { ...playground.env, ...printed };
    for (let round = 0; round < rounds; round += 1) {
      const { exitCode, stderr } = await costing(empty, () =>
        runProcess("pulumi", ["preview", "--stack", "empty", "--non-interactive"], { cwd, env }),
      );
      if (exitCode !== 0) throw new Error(stderr);
      await costing(ours, () => runWell(playground, "bookings", ["preview", STACK, "--detailed-exitcode"]));
      await costing(plain, () =>
        runWell(playground, "pulumi", ["preview", "--stack", STACK, "--expect-no-changes"]),
      );
    }
    const ratio = ratios(ours.seconds, empty.seconds);
    return {
      name: "preview",
      what: `bookings preview of ${CALENDARS} unchanged calendars ÷ pulumi preview of an empty program`,
      goal: GOAL,
      ratio,
      figures: {
        "seconds ours": spread(ours.seconds),
        "seconds pulumi preview, empty": spread(empty.seconds),
        "seconds pulumi preview, same calendars": spread(plain.seconds),
        "plain ÷ empty": ratios(plain.seconds, empty.seconds),
        "processor seconds ours": spread(ours.cpu),
        "processor seconds pulumi preview, empty": spread(empty.cpu),
        "processor seconds pulumi preview, same calendars": spread(plain.cpu),
      },
      ...(ratio.median > GOAL && { profile: await profileOf(playground) }),
    };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}
