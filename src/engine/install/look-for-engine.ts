import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chooseEngine } from "./choose-engine";
import {
  type EngineFacts,
  engineBin,
  type FoundEngine,
  findProgram,
  isProgram,
  type Surroundings,
} from "./engine-facts";

const LANGUAGE_HOST = "pulumi-language-nodejs";
const OFFICIAL_HOST = "https://get.pulumi.com/releases/sdk";

type Env = Readonly<Record<string, string | undefined>>;

/** Looks at the machine, and changes nothing. Each program it asks starts a process, so none is asked without need. */
export async function lookForEngine({ pins, env, cache, machine }: Surroundings): Promise<EngineFacts> {
  const name = env["BOOKINGS_PULUMI"];
  const pathList = env["PATH"] ?? "";
  const pulumi = name ? undefined : findProgram("pulumi", pathList);
  const cached = cache === undefined ? {} : cachedEngines(cache, [pins.cli, pins.download.version]);
  const downloadFrom = env["BOOKINGS_ENGINE_DOWNLOAD"] ?? OFFICIAL_HOST;
  const facts: EngineFacts = {
    pins,
    machine,
    cached,
    failed: {},
    ...(name && { named: await askEngine(path.resolve(name), env) }),
    ...(pulumi && { onPath: ours(pulumi, cached) ?? (await askEngine(pulumi, env)) }),
    ...(downloadFrom !== "off" && { downloadFrom }),
  };
  if (chooseEngine(facts).kind === "use") return facts;
  const go = findProgram("go", pathList);
  return go ? { ...facts, ...(await askGo(go, env)) } : facts;
}

/** An engine of our cache says by its folder which it is. It is on the PATH where `bookings env` was obeyed. */
function ours(pulumi: string, cached: EngineFacts["cached"]): FoundEngine | undefined {
  const version = Object.keys(cached).find((one) => cached[one] === path.dirname(pulumi));
  return version === undefined ? undefined : { pulumi, version, hasLanguageHost: true };
}

/** The versions whose folder in the cache is complete: it was renamed into place as a whole. */
function cachedEngines(cache: string, versions: readonly string[]): Record<string, string> {
  const bins = versions.map((version) => [version, engineBin(cache, version)] as const);
  return Object.fromEntries(bins.filter(([, bin]) => isEngineFolder(bin)));
}

/** Whether a folder holds the engine and its language host. */
export function isEngineFolder(bin: string): boolean {
  return isProgram(path.join(bin, "pulumi")) && isProgram(path.join(bin, LANGUAGE_HOST));
}

async function askEngine(pulumi: string, env: Env): Promise<FoundEngine> {
  if (!isProgram(pulumi)) return { pulumi, hasLanguageHost: false };
  const version = await askProgram(pulumi, ["version"], { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" });
  // The engine looks beside its own file, links followed, and on the PATH.
  const beside = path.join(path.dirname(realpathSync(pulumi)), LANGUAGE_HOST);
  const hasLanguageHost = isProgram(beside) || findProgram(LANGUAGE_HOST, env["PATH"] ?? "") !== undefined;
  return { pulumi, hasLanguageHost, ...(version && { version }) };
}

async function askGo(go: string, env: Env): Promise<Pick<EngineFacts, "go">> {
  const answer = await askProgram(go, ["env", "GOVERSION", "GOTOOLCHAIN"], {
    ...env,
    GOWORK: "off",
    GOFLAGS: "",
  });
  const [version, toolchain = "auto"] = answer?.split("\n") ?? [];
  return version ? { go: { version, toolchain } } : {};
}

const PATIENCE_MS = 20_000;

/**
 * What a program prints when asked, or nothing if it does not answer properly and soon. Asked in a neutral folder:
 * both `go` and `pulumi` read the files of the project around them.
 */
function askProgram(program: string, args: readonly string[], env: Env): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { cwd: tmpdir(), env, timeout: PATIENCE_MS, killSignal: "SIGKILL" },
      (error, stdout) => resolve(error ? undefined : stdout.trim()),
    );
  });
}
