// `npm run try-engine -- FOLDER`: the tests that lean on Pulumi, with an engine laid out as an official installation does:
// a folder with `pulumi` and `pulumi-language-nodejs`, first on the PATH. Without FOLDER: the one that is on the PATH.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Stories that reach every part of a run: creation, failure, a change of admins, policies. */
const STORIES = "first-creation,half-failure,admin-swap,lost-answer,user-policy,policy-retired";
/** The engine takes a policy pack that is a file from here on. */
const POLICY_FILES = [3, 258];

const root = fileURLToPath(new URL("..", import.meta.url));
const [folder] = process.argv.slice(2);
// our own engine may not be used instead
const cache = mkdtempSync(path.join(tmpdir(), "bookings-no-engine-"));
const env = {
  ...process.env,
  ...(folder && { PATH: [path.resolve(folder), process.env.PATH].join(path.delimiter) }),
  BOOKINGS_ENGINE_CACHE: cache,
  BOOKINGS_ENGINE_DOWNLOAD: "off",
  SCENARIOS: STORIES,
};
try {
  const version = execFileSync("pulumi", ["version"], { env, cwd: tmpdir(), encoding: "utf8" }).trim();
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [least, from] = POLICY_FILES;
  const takesFile = major > least || (major === least && minor >= from);
  process.stdout.write(
    `Pulumi ${version}${takesFile ? "" : ", without the policy pack, which needs 3.258"}\n`,
  );
  const files = [
    "dist/test/engine/*.test.js",
    "dist/test/pulumi/*.test.js",
    "dist/test/scenarios/scenarios.test.js",
  ];
  const words = [...(takesFile ? [] : ["--ignore", "dist/test/pulumi/policy-pack.test.js"]), ...files];
  const mocha = path.join(root, "node_modules", "mocha", "bin", "mocha.js");
  const { status } = spawnSync(process.execPath, [mocha, ...words], { stdio: "inherit", cwd: root, env });
  process.exitCode = status ?? 1;
} finally {
  rmSync(cache, { recursive: true, force: true });
}
