import { spawn } from "node:child_process";
import path from "node:path";
import type { EnginePins, EnsureOptions } from "./engine-facts";
import { installWords as words } from "./install-words";

const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

interface BuildOptions extends Omit<EnsureOptions, "cache"> {
  /** Where the programs go. */
  readonly bin: string;
}

type Part = ReturnType<typeof partsOf>[number];

/** Builds the engine and its Node language host from their published modules. */
export async function buildEngine(options: BuildOptions): Promise<void> {
  const parts = partsOf(options.pins);
  for (const [index, part] of parts.entries()) {
    options.say(words.part(part.name, index + 1, parts.length));
    await buildPart(part, options);
  }
}

function partsOf(pins: EnginePins) {
  return [
    {
      name: "pulumi",
      module: "cli",
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      // Pulumi's own release build sets the version this way; without it the engine calls itself a development build.
      linker: `-s -w -X ${VERSION_VARIABLE}=v${pins.cli}`,
    },
    {
      name: "pulumi-language-nodejs",
      module: "nodejs-language",
      package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      linker: `-s -w -X ${VERSION_VARIABLE}=v${pins.languageHost}`,
    },
  ];
}

async function buildPart(part: Part, options: BuildOptions): Promise<void> {
  const started = Date.now();
  const lastLines: string[] = [];
  let packages = 0;
  const progress = setInterval(
    () => options.say(words.stillBuilding(Math.round((Date.now() - started) / 1000), packages)),
    options.sayEveryMs ?? 15_000,
  );
  try {
    const code = await runLong({
      program: "go",
      // -v names each package as it is compiled, and each module as it is downloaded: our progress.
      args: [
        "build",
        "-v",
        "-mod=readonly",
        "-ldflags",
        part.linker,
        "-o",
        path.join(options.bin, part.name),
        part.package,
      ],
      cwd: path.join(options.modules, part.module),
      // The go.mod is ours and complete: a workspace or flags of the user's must not change what is built. Without C, it runs
      // under accounts without a name too, which C's library refuses.
      env: { ...options.env, GOWORK: "off", GOFLAGS: "-buildvcs=false", CGO_ENABLED: "0" },
      signal: options.signal,
      onLine: (line) => {
        packages += 1;
        lastLines.push(line);
        if (lastLines.length > 12) lastLines.shift();
      },
    });
    if (code !== 0) throw new Error(words.goFailed(part.name, lastLines.join("\n")));
  } finally {
    clearInterval(progress);
  }
}

interface LongRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Each line that the program writes to its error stream. */
  readonly onLine: (line: string) => void;
}

const PATIENCE_AFTER_TERM_MS = 3_000;

/**
 * Runs a program to its end, in a process group of its own so that an interruption reaches its children too (`go build`
 * runs a compiler per package). Resolves with the exit code; rejects when aborted, once the program is gone.
 */
export function runLong({ program, args, cwd, env, signal, onLine }: LongRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
    const stop = () => {
      killGroup(child.pid, "SIGTERM");
      setTimeout(() => killGroup(child.pid, "SIGKILL"), PATIENCE_AFTER_TERM_MS).unref();
    };
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();

    let rest = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(onLine);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", stop);
      if (rest) onLine(rest);
      if (signal.aborted) reject(signal.reason);
      else resolve(code ?? 1);
    });
  });
}

function killGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // Gone already.
  }
}
