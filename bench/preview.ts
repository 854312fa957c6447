import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Playground } from "../test/playground/playground";
import { runProcess } from "../test/playground/run-process";
import { openClinics, runWell, STACK } from "./open-clinics";
import type { BenchResult } from "./result";
import { ratios, spread } from "./spread";

const ROUNDS = 7;
const CALENDARS = 100;
const MEMBERS = 6;

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

/** A preview of 100 unchanged calendars by our command, against Pulumi's own of an empty program. */
export async function previewBench(rounds = ROUNDS): Promise<BenchResult> {
  const playground = await openClinics("bench-preview", CALENDARS, MEMBERS);
  try {
    await runWell(playground, "bookings", ["up", STACK, "--yes"]);
    const { stdout } = await runWell(playground, "bookings", ["env", "--json"]);
    const printed = JSON.parse(stdout) as Record<string, string>;
    const cwd = await emptyProgram(playground, printed);
    const seconds = { ours: [] as number[], empty: [] as number[], plain: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const env = { ...playground.env, ...printed };
      const empty = await runProcess("pulumi", ["preview", "--stack", "empty", "--non-interactive"], {
        cwd,
        env,
      });
      if (empty.exitCode !== 0) throw new Error(empty.stderr);
      seconds.empty.push(empty.seconds);
      const ours = await runWell(playground, "bookings", ["preview", STACK, "--detailed-exitcode"]);
      seconds.ours.push(ours.seconds);
      const plain = await runWell(playground, "pulumi", ["preview", "--stack", STACK, "--expect-no-changes"]);
      seconds.plain.push(plain.seconds);
    }
    return {
      name: "preview",
      what: `bookings preview of ${CALENDARS} unchanged calendars ÷ pulumi preview of an empty program`,
      goal: 1.5,
      ratio: ratios(seconds.ours, seconds.empty),
      figures: {
        "seconds ours": spread(seconds.ours),
        "seconds pulumi preview, empty": spread(seconds.empty),
        "seconds pulumi preview, same calendars": spread(seconds.plain),
        "plain ÷ empty": ratios(seconds.plain, seconds.empty),
      },
    };
  } finally {
    await playground.close();
    playground.root.discard();
  }
}
