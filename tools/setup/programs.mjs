import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The value of BOOKINGS_TEST_PROGRAMS that installs what is absent, and makes tests fail that still lack a program. */
export const ASK = "BOOKINGS_TEST_PROGRAMS";

const requirements = fileURLToPath(new URL("python-requirements.txt", import.meta.url));
const chromiumOf = {
  linux: ["/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"],
  darwin: ["Chromium", "Google Chrome", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ["Program Files", "Program Files (x86)"].flatMap((folder) => [
    `C:\\${folder}\\Google\\Chrome\\Application\\chrome.exe`,
    `C:\\${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
};

/**
 * The programs that only tests need. `names` are looked for on the PATH, `places` elsewhere; the variable `env` names
 * the program outright. It is installed by `apt` (Debian's packages) or by `python` (from python-requirements.txt).
 */
export const programs = {
  chromium: {
    what: "Chromium, Chrome or Edge",
    env: "CHROMIUM",
    names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"],
    places: chromiumOf,
    apt: ["chromium", "fonts-liberation"],
  },
  soffice: {
    what: "LibreOffice",
    env: "SOFFICE",
    names: ["soffice", "libreoffice"],
    places: { darwin: ["/Applications/LibreOffice.app/Contents/MacOS/soffice"] },
    apt: ["libreoffice-impress", "libreoffice-calc", "fonts-liberation"],
  },
  pdftoppm: {
    what: "Poppler's pdftoppm",
    env: "PDFTOPPM",
    names: ["pdftoppm"],
    apt: ["poppler-utils"],
  },
  pdftotext: {
    what: "Poppler's pdftotext",
    env: "PDFTOTEXT",
    names: ["pdftotext"],
    apt: ["poppler-utils"],
  },
  zsh: { what: "zsh", env: "ZSH_PROGRAM", names: ["zsh"], apt: ["zsh"] },
  fish: { what: "fish", env: "FISH_PROGRAM", names: ["fish"], apt: ["fish"] },
  python3: {
    what: "Python 3",
    env: "PYTHON3",
    names: ["python3"],
    apt: ["python3", "python3-venv"],
  },
  "python-pptx": {
    what: "python-pptx",
    env: "PYTHON_PPTX",
    names: ["python3"],
    python: true,
    module: "pptx",
  },
  zizmor: { what: "zizmor", env: "ZIZMOR", names: ["zizmor"], python: true },
  "check-jsonschema": {
    what: "check-jsonschema",
    env: "CHECK_JSONSCHEMA",
    names: ["check-jsonschema"],
    python: true,
  },
};

const thisMachine = {
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  isDebian: existsSync("/etc/debian_version") && !isUbuntu(),
  exists: existsSync,
  imports: (python, module) =>
    spawnSync(python, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0,
  run: (program, args, env) => spawnSync(program, args, { env, stdio: ["ignore", 2, 2] }).status === 0,
};

/** Ubuntu's chromium package is a stub that asks for snap, which containers do not have. */
function isUbuntu() {
  return existsSync("/etc/os-release") && /^ID=ubuntu$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** The folder of the Python packages for tests, outside the clone so that every clone shares it. */
const pythonFolder = (env) =>
  path.join(env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "nhsmail-bookings", "test-python");

/** Where a program is on this machine; `undefined` where it is not. */
export function findProgram(name, { env, platform, exists, imports = () => true } = thisMachine) {
  const { env: variable, names, places = {}, python, module } = programs[name];
  if (env[variable]) return env[variable];
  const folders = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  if (python) folders.unshift(path.join(pythonFolder(env), "bin"));
  const onPath = names.flatMap((file) => folders.map((folder) => path.join(folder, file)));
  const isIt = (file) => exists(file) && (module === undefined || imports(file, module));
  return [...onPath, ...(places[platform] ?? [])].find(isIt);
}

/** How to get a program that is absent. */
export function howToGet(name) {
  const { what, env, apt, python } = programs[name];
  const way = python
    ? "pip install -r tools/setup/python-requirements.txt"
    : `on Debian: apt-get install ${apt.join(" ")}`;
  return `${what} (${way}; or name the program in ${env})`;
}

/** Whether absent programs are to be installed, and are then a failure where they still are absent. */
export const isAskedFor = (env = process.env) => env[ASK] === "install";

/**
 * Installs the programs that are absent, where BOOKINGS_TEST_PROGRAMS=install asks for that. Without it nothing is
 * installed: the tests that need an absent program are left out and named at the end of the run.
 */
export function installPrograms(say, machine = thisMachine) {
  if (!isAskedFor(machine.env)) return;
  const absent = () => Object.keys(programs).filter((name) => !findProgram(name, machine));
  const packages = [...new Set(absent().flatMap((name) => programs[name].apt ?? []))];
  if (packages.length > 0) installByApt(packages, say, machine);
  if (absent().some((name) => programs[name].python)) installByPip(say, machine);
  for (const name of absent()) say(`Absent, so that its tests will fail: ${howToGet(name)}.`);
}

function installByApt(packages, say, { env, isRoot, isDebian, run }) {
  if (!isRoot || !isDebian) return;
  say(`Installing by apt-get, as ${ASK}=install asks: ${packages.join(" ")}…`);
  // Where apt-get cannot reach its server, the run must say so within a minute or so.
  const options = ["Acquire::Retries=1", "Acquire::http::Timeout=20", "DPkg::Lock::Timeout=120"];
  const words = ["-qq", ...options.flatMap((option) => ["-o", option])];
  const quiet = { ...env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", [...words, "update"], quiet);
  run("apt-get", [...words, "install", "-y", "--no-install-recommends", ...packages], quiet);
}

function installByPip(say, machine) {
  const python = findProgram("python3", machine);
  if (!python) return;
  const folder = pythonFolder(machine.env);
  say(`Installing Python packages for tests into ${folder}, as ${ASK}=install asks…`);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-virtualenv"];
  const isMade = machine.run(python, ["-m", "venv", folder], machine.env);
  if (isMade) machine.run(path.join(folder, "bin", "python3"), [...pip, "-r", requirements], machine.env);
}
