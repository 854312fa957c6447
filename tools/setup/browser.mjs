import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";

/** Programs on the PATH, and places where each kind of machine keeps its browsers. */
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES = {
  linux: [
    "/usr/bin/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};
/** Where apt-get cannot reach its server, the tests must hear of it within a minute or so. */
const APT = [
  "-qq",
  "-o",
  "Acquire::Retries=1",
  "-o",
  "Acquire::http::Timeout=20",
  "-o",
  "DPkg::Lock::Timeout=120",
];

const machine = {
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  isDebian: existsSync("/etc/debian_version") && !isUbuntu(),
  exists: existsSync,
  install: installChromium,
};

/** Ubuntu's package is a stub that asks for snap, which containers do not have. */
function isUbuntu() {
  return existsSync("/etc/os-release") && /^ID=ubuntu$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * The browser for the tests of the sandbox's page: the one that CHROMIUM names, one that is there, or else Debian's
 * package, where we are root and BOOKINGS_INSTALL_BROWSER is not `no`. Without one `undefined` is given and said: the
 * tests that need it fail.
 */
export async function findBrowser(say, { env, platform, isRoot, isDebian, exists, install } = machine) {
  if (env.CHROMIUM) return env.CHROMIUM;
  const folders = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const look = () => [...onPath, ...(PLACES[platform] ?? [])].find(exists);
  const found = look();
  if (found) return found;
  if (isRoot && isDebian && env.BOOKINGS_INSTALL_BROWSER !== "no") {
    say("Installing Debian's Chromium for the tests of the sandbox's page (once; about a minute)…");
    await install();
    const installed = look();
    if (installed) return installed;
  }
  say(
    "No Chromium, Chrome or Edge is here, so the tests of the sandbox's page will fail: install one " +
      "(on Debian: apt-get install chromium), or name its program in CHROMIUM.",
  );
  return undefined;
}

async function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const words of [
    ["update"],
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"],
  ]) {
    const { code, output } = await run("apt-get", [...APT, ...words], { env, collect: "all" });
    if (code !== 0) process.stderr.write(output);
  }
}
