import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly bash?: string;
  readonly task?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly checkout?: string;
  readonly download?: string;
  readonly publish?: string;
  readonly artifact?: string;
  readonly name?: string;
  readonly condition?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly variables?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly Step[] } } };
}

/** What Azure DevOps gives to a job. */
export interface AzureHost {
  readonly repository: string;
  readonly commit: string;
  /** Where artefacts are kept between jobs. */
  readonly artefacts: string;
  readonly env: Readonly<Record<string, string>>;
  /** Values of `$(…)` and of variables that other jobs have set. */
  readonly variables: Readonly<Record<string, string>>;
  /** Values of `${{ … }}`, which Azure fills in before the run. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a job ended, and the variables that its steps set for other jobs. */
export interface AzureEnded {
  readonly code: number;
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** All jobs of a pipeline, by name; those that are made for each organisation are taken once. */
function jobsIn(value: unknown, found = new Map<string, Job>()): Map<string, Job> {
  if (Array.isArray(value)) for (const one of value) jobsIn(one, found);
  else if (typeof value === "object" && value !== null) {
    const { job, deployment } = value as { job?: string; deployment?: string };
    const name = job ?? deployment;
    if (name !== undefined) found.set(name.replace(/_\$\{\{.*$/, ""), value as Job);
    else for (const one of Object.values(value)) jobsIn(one, found);
  }
  return found;
}

const filled = (text: string, values: Readonly<Record<string, string>>, form: RegExp): string =>
  text.replaceAll(form, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The test gives no value to ${whole}.`);
    return value;
  });

/** Runs the shell steps of one job of an Azure pipeline as its agent does; tasks are played. */
export async function runAzureJob(
  file: string,
  name: string,
  folder: string,
  host: AzureHost,
): Promise<AzureEnded> {
  const job = jobsIn(parse(readFileSync(file, "utf8"))).get(name);
  if (!job) throw new Error(`${file} has no job ${name}.`);
  const steps = job.steps ?? job.strategy?.runOnce.deploy.steps ?? [];
  const workspace = `${folder}-workspace`;
  mkdirSync(folder, { recursive: true });
  const outputs: Record<string, string> = {};
  // a variable that a step sets is one of the environment of those that follow
  const variables: Record<string, string> = { ...host.variables, "Build.SourcesDirectory": folder };
  const compiled = (text: string): string => filled(String(text), host.parameters, /\$\{\{\s*(.+?)\s*\}\}/g);
  const given = (values: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([, text]) => !String(text).startsWith("$["))
        .map(([key, text]) => [key, filled(compiled(text), variables, /\$\(([\w.]+)\)/g)]),
    );
  let output = "";
  let code = 0;
  for (const step of steps) {
    if (code !== 0 && step.condition === undefined) continue;
    const lines = linesOf(step, compiled, host, workspace);
    const upper = Object.entries(variables).map(([key, value]) => [
      key.toUpperCase().replaceAll(".", "_"),
      value,
    ]);
    const env = { ...host.env, ...Object.fromEntries(upper), ...given(job.variables), ...given(step.env) };
    const agent = { PIPELINE_WORKSPACE: workspace, AGENT_JOBSTATUS: code === 0 ? "Succeeded" : "Failed" };
    const ended = await shell(lines, folder, { ...env, ...agent });
    for (const [, key = "", isOutput, value = ""] of ended.output.matchAll(SET_VARIABLE)) {
      if (isOutput) outputs[`${step.name}.${key}`] = value;
      else variables[key] = value;
    }
    output += ended.output;
    code ||= ended.code;
  }
  return { code, output, outputs, folder };
}

const SET_VARIABLE = /^##vso\[task\.setvariable variable=(\w+)(;isOutput=true)?\](.*)$/gm;

function linesOf(
  { bash, task = "", inputs = {}, checkout, download, publish = "", artifact = "" }: Step,
  compiled: (text: string) => string,
  { repository, commit, artefacts }: AzureHost,
  workspace: string,
): string {
  if (bash !== undefined) return compiled(bash);
  if (checkout !== undefined)
    return `git clone --quiet "${repository}" . && git fetch --quiet origin "${commit}" && git checkout --quiet --detach "${commit}"`;
  const name = compiled(artifact).replaceAll(/\$\(.*?\)/g, "1");
  const kept = join(artefacts, name);
  if (download !== undefined) {
    // without a name: all artefacts that there are
    if (name !== "" || existsSync(artefacts)) cpSync(kept, join(workspace, name), { recursive: true });
    return "true";
  }
  if (publish !== "")
    return `mkdir -p "${kept}" && if [ -e "${publish}" ]; then cp -R "${publish}" "${kept}/${basename(publish)}"; fi`;
  if (task.startsWith("AzureCLI@")) return compiled(inputs["inlineScript"] ?? "false");
  if (/^(NodeTool|PublishTestResults)@/.test(task)) return "true";
  throw new Error(`The test cannot play ${task}.`);
}

async function shell(lines: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", lines], { cwd, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      output += String(text);
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? 1, output };
}
