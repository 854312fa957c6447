import { existsSync, lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { run, SetupError } from "./run.mjs";

/**
 * Whether node_modules holds what the lockfile says. npm writes node_modules/.package-lock.json last, so an interrupted
 * installation is seen, and one made by hand is respected. Packages for other kinds of machine may be missing.
 */
export function arePackagesInstalled(root) {
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  const installed = packagesOf(path.join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([name, want]) => {
    if (name === "" || want.link) return true;
    const have = installed[name];
    if (!have) return Boolean(want.optional || want.devOptional || want.peer);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

function packagesOf(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Installs the packages of the lockfile if they are not there. */
export async function ensurePackages(root, say) {
  if (arePackagesInstalled(root)) return;
  const folder = path.join(root, "node_modules");
  // `npm ci` empties the folder it finds: never someone else's, through a link.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new SetupError(
      `${folder} is a link, and what it points to does not match package-lock.json.\nRun npm ci there.`,
    );
  say("Installing the packages of package-lock.json (once per change of it; about 20 seconds)…");
  // Warnings that a package wants a newer Node are about the Node that runs npm, not about the one that runs us.
  // No package's scripts run, nor `prepare`: the set-up builds next.
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, interrupted } = await npm(["ci", ...options], root);
  if (interrupted)
    throw new SetupError("Interrupted. Run the same command again: it starts over where it has to.", 130);
  if (code !== 0) throw new SetupError("npm ci did not succeed: see above. Nothing else was changed.");
}

/** npm as this Node has it: the one that started us, or the one on the PATH. */
async function npm(args, cwd) {
  const started = process.env.npm_execpath;
  try {
    return started?.endsWith("npm-cli.js")
      ? await run(process.execPath, [started, ...args], { cwd })
      : await run("npm", args, { cwd });
  } catch {
    throw new SetupError("npm is needed and is not on the PATH: it comes with Node (https://nodejs.org).");
  }
}
