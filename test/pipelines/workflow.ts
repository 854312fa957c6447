import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly env?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

/** What the host of pipelines gives to a job. */
export interface Host {
  /** The repository that jobs check out, and the commit. */
  readonly repository: string;
  readonly commit: string;
  /** Where artefacts are kept between jobs. */
  readonly artefacts: string;
  /** What expressions such as `github.sha` stand for. An unknown one is a mistake of the test. */
  readonly values: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

export interface JobEnded {
  readonly code: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Runs the shell steps of one job of a workflow as GitHub does, in a fresh folder; actions are played by copying files. */
export async function runJob(file: string, job: string, folder: string, host: Host): Promise<JobEnded> {
  const workflow = parse(readFileSync(file, "utf8")) as Workflow;
  const { steps, env = {} } = workflow.jobs[job] ?? { steps: [] };
  mkdirSync(folder, { recursive: true });
  const outputFile = join(folder, "..", `${job}-output.txt`);
  writeFileSync(outputFile, "");
  const fill = (text: string) => filled(text, { ...host.values, "github.workspace": folder });
  const common = {
    ...host.env,
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: join(folder, "..", "summary.md"),
  };
  let output = "";
  let code = 0;
  for (const step of steps) {
    if (code !== 0 && step.if !== "always()") continue;
    const own = { ...common, ...mapped({ ...workflow.env, ...env, ...step.env }, fill) };
    const ended = step.uses ? await act(step, folder, host) : await shell(step.run ?? "", folder, own);
    output += ended.output;
    code ||= ended.code;
  }
  return { code, output, outputs: outputsIn(outputFile), folder };
}

const mapped = (env: Readonly<Record<string, string>>, fill: (text: string) => string) =>
  Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)]));

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const found = expression.split(" || ").flatMap((name) => values[name] ?? []);
    if (found.length === 0) throw new Error(`The test gives no value to ${expression}.`);
    return found[0] ?? "";
  });
}

async function act({ uses = "", with: args = {} }: Step, folder: string, host: Host) {
  const fine = { code: 0, output: "" };
  if (uses.startsWith("actions/checkout@")) {
    const ref = args["ref"] === undefined ? host.commit : filled(String(args["ref"]), host.values);
    const lines = `git clone --quiet "${host.repository}" . && git fetch --quiet origin "${ref}" && git checkout --quiet --detach "${ref}"`;
    return shell(lines, folder, host.env);
  }
  if (uses.startsWith("actions/upload-artifact@")) {
    for (const pattern of String(args["path"]).split("\n").filter(Boolean))
      for (const name of globSync(pattern, { cwd: folder }))
        cpSync(join(folder, name), join(host.artefacts, name), { recursive: true });
    return fine;
  }
  if (uses.startsWith("actions/download-artifact@")) {
    if (existsSync(host.artefacts))
      cpSync(host.artefacts, join(folder, String(args["path"])), { recursive: true });
    return fine;
  }
  if (/^(actions\/setup-node|Azure\/login)@/.test(uses)) return fine;
  throw new Error(`The test cannot play ${uses}.`);
}

/** A step's lines as GitHub runs them with `shell: bash`. */
async function shell(lines: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", lines], { cwd, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, output };
}

function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
