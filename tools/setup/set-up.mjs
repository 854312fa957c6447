import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "./packages.mjs";
import { run, SetupError } from "./run.mjs";

/** The folder of this clone. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const LEAST_NODE_FOR_SETUP = 20;
const require = createRequire(import.meta.url);

/** Talk goes to stderr: stdout is for results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Everything between a fresh clone and a program that runs: packages, build, engine. Each step looks first and does
 * nothing where there is nothing to do, so that a second run takes seconds. Gives the environment to run in.
 */
export async function setUp() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < LEAST_NODE_FOR_SETUP)
    throw new SetupError(
      `Node ${LEAST_NODE_FOR_SETUP} or newer is needed to start, and this is ${process.version}: https://nodejs.org`,
    );
  await ensurePackages(root, say);
  await build();
  const node = findNode();
  const engine = await findEngine(node);
  const { environment } = require(path.join(root, "dist/src/engine/environment.js"));
  const facts = { root, programs: [path.dirname(node), engine.bin], env: process.env };
  return { node, engine, env: { ...process.env, ...environment(facts) } };
}

async function build() {
  const { code, interrupted } = await run(process.execPath, [path.join(root, "tools/build.mjs")], {
    cwd: root,
  });
  if (interrupted) throw new SetupError("Interrupted.", code);
  if (code !== 0) throw new SetupError("The program does not compile: see above.");
}

/** The Node that everything runs with; src/engine/node-folder.ts decides. */
function findNode() {
  const { nodeFolder } = require(path.join(root, "dist/src/engine/environment.js"));
  const machine = `${process.platform}-${process.arch}`;
  const { execPath, version } = process;
  const folder = nodeFolder({ root, machine, isProgram, execPath, version });
  if (folder) return path.join(folder, "node");
  throw new SetupError(
    [
      `Node 22 or newer is needed to run the programs, and this is ${version}.`,
      `On Linux npm brings one (the package node-${machine}), but it is not there. Either of these helps:`,
      "  - install Node 24 (https://nodejs.org) so that it comes first on the PATH;",
      "  - where npm was told to leave out optional packages (npm config get omit), allow them and run npm ci.",
    ].join("\n"),
  );
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function findEngine(node) {
  const program = path.join(root, "dist/src/engine/install/main.js");
  // Node obeys HTTPS_PROXY only when told to.
  const env = { ...process.env, NODE_USE_ENV_PROXY: "1" };
  const { code, output, interrupted } = await run(node, [program], { cwd: root, env, collect: "output" });
  if (interrupted || code === 130)
    throw new SetupError("Interrupted. Run the same command again: it goes on from there.", 130);
  if (code !== 0) throw new SetupError("", code);
  return JSON.parse(output);
}

/** Runs a job; what is meant for people is shown without a stack. */
export async function main(job) {
  try {
    process.exitCode = await job();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.message) say(error.message);
    process.exitCode = error.exitCode;
  }
}
