// `npm run try-package`: packs the product and installs it as a team does, from the registry that npm is set to, in an empty
// folder outside this one and without install scripts; then `init`, a practice tenant, `preview` and `up` from there.
import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = realpathSync(fileURLToPath(new URL("..", import.meta.url)));
const top = realpathSync(mkdtempSync(path.join(tmpdir(), "bookings-installed-")));
const estate = path.join(top, "estate");
const installed = path.join(estate, "node_modules", "nhsmail-bookings");

/** What a shell would have that knows nothing of this folder: `npm run` puts its programs and its settings before it. */
function environment() {
  const ofThisFolder = /^(npm_(package|lifecycle|config_local_prefix|execpath|command)|BOOKINGS_|INIT_CWD$)/;
  const rest = Object.entries(process.env).filter(([name]) => !ofThisFolder.test(name));
  const isInside = (folder) =>
    path.resolve(folder) === root || path.resolve(folder).startsWith(root + path.sep);
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => !isInside(folder));
  return { ...Object.fromEntries(rest), PATH: folders.join(path.delimiter), NO_COLOR: "1" };
}

const env = environment();

/** Runs a step, says how long it took, and gives what it printed. */
function step(program, words, cwd = estate) {
  const started = Date.now();
  const shown = [path.basename(program), ...words].join(" ").replaceAll(`${top}${path.sep}`, "");
  process.stdout.write(`${shown}\n`);
  const printed = execFileSync(program, words, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(`  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return printed;
}

function hold(isSo, otherwise) {
  if (!isSo) throw new Error(otherwise);
}

function tryIt() {
  const packing = step("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", top], root);
  const file = path.join(top, JSON.parse(packing)[0].filename);
  mkdirSync(estate);
  // in an empty folder, as `npx nhsmail-bookings init` does it once the package is in the registry
  step("npx", ["--yes", "--ignore-scripts", `--package=${file}`, "nhsmail-bookings", "init"]);
  step("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", file]);
  hold(!lstatSync(installed).isSymbolicLink(), "npm linked the package in place of installing it");
  // as each job of the pipelines installs it, from the lockfile alone
  step("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  step("npm", ["ls", "--all", "--omit", "dev"]);

  const bookings = (...words) => step("npx", ["--no-install", "bookings", ...words]);
  bookings("validate");
  bookings(
    "sandbox",
    "start",
    "--detach",
    "--seed",
    path.join(installed, "sandbox", "examples", "seed.yaml"),
  );
  try {
    const planned = bookings("preview");
    hold(planned.includes("Create LeedsCardiologyHeartFailure@nhs.net"), `preview said:\n${planned}`);
    bookings("up", "--yes");
    const after = bookings("preview");
    hold(after.includes("nothing changes"), `preview said after up:\n${after}`);
  } finally {
    bookings("sandbox", "stop");
  }
}

try {
  tryIt();
  process.stdout.write("The package works where it is installed.\n");
} finally {
  rmSync(top, { recursive: true, force: true });
}
