import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The compiled program. */
export const MAIN = join(__dirname, "..", "..", "src", "cli", "main.js");

/** How a process ended and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One cache of compiled code for all the short-lived folders that tests run in: else each process compiles again. */
const COMPILE_CACHE = join(__dirname, "..", "..", "..", ".bookings", "compile-cache");

/** The caller's environment without what would change the words or point at a tenant; sandboxes are still watched. */
export function quietEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(BOOKINGS_(?!SANDBOX_CONFORMANCE$)|PULUMI_|NO_COLOR$|FORCE_COLOR$|NODE_)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    NODE_OPTIONS: `--require="${join(__dirname, "no-live-specs.js")}"`,
    ...more,
  };
}

/** Runs `bookings` as a process of its own, to its end. */
export async function runBookings(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: options.cwd ?? process.cwd(),
    env: quietEnv(options.env),
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...texts };
}
