import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../test/playground/run-process";
import type { BenchResult } from "../result";
import { ratios, spread } from "../spread";
import { writeClinics } from "../write-clinics";

const ROUNDS = 5;
const COUNT = { organisations: 100, calendars: 99, members: 6 };

async function measure(script: string, root: string): Promise<{ seconds: number; files: number }> {
  const { exitCode, stdout, stderr } = await runProcess(process.execPath, [join(__dirname, script), root], {
    cwd: root,
    env: {},
    patience: 300,
  });
  const found = JSON.parse(exitCode === 0 ? stdout : "{}") as {
    seconds: number;
    files: number;
    problems: number;
  };
  if (exitCode !== 0 || found.problems > 0)
    throw new Error(`${script} did not find the specs right: ${stdout}${stderr}`);
  return found;
}

/** Validating 10,000 specs, against parsing and validating them by yaml and ajv alone. */
export async function validateBench(rounds = ROUNDS): Promise<BenchResult> {
  const root = mkdtempSync(join(tmpdir(), "bookings-bench-"));
  try {
    writeClinics(root, COUNT);
    const ours: number[] = [];
    const alone: number[] = [];
    let files = 0;
    for (let round = 0; round < rounds; round += 1) {
      const base = await measure("yaml-and-ajv.js", root);
      const own = await measure("ours.js", root);
      if (own.files !== base.files) throw new Error(`${own.files} specs against ${base.files}.`);
      files = own.files;
      alone.push(base.seconds);
      ours.push(own.seconds);
    }
    return {
      name: "validate",
      what: `bookings validate of ${files} specs ÷ yaml and ajv alone on the same files`,
      goal: 2,
      ratio: ratios(ours, alone),
      figures: { files, "seconds ours": spread(ours), "seconds yaml and ajv": spread(alone) },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
