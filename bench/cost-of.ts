import { join } from "node:path";
import type { LoggedRequest } from "../test/playground/emulated-tenant";
import type { Playground } from "../test/playground/playground";
import { PRODUCT } from "../test/playground/product";
import { startProcess } from "../test/playground/run-process";
import { cpuOfChildren, type ProcessCosts, watchProcesses } from "./processes";

const LOOK_EVERY_MS = 50;

/** What a command took, and sent. */
export interface Cost extends ProcessCosts {
  readonly seconds: number;
  /** Of a processor, by all its processes. */
  readonly cpuSeconds: number;
  /** A batch is one request. */
  readonly requests: number;
  readonly log: readonly LoggedRequest[];
}

/** The sandbox gives its log in pieces. */
async function wholeLog({ tenant }: Playground): Promise<LoggedRequest[]> {
  const log: LoggedRequest[] = [];
  for (;;) {
    const piece = await tenant.log(log.at(-1)?.seq);
    if (piece.length === 0) return log;
    log.push(...piece);
  }
}

const requestsIn = (log: readonly LoggedRequest[]): number => log.filter(({ via }) => via === "http").length;

interface Ending {
  /** Seconds after which it counts as hung. */
  readonly patience?: number;
  readonly mayEnd?: readonly number[];
}

/** Where another program than ours runs. */
interface Place extends Ending {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs one of our commands that must end well, or with another code that it may have, and says what it cost. */
export function costOf(playground: Playground, words: readonly string[], ending: Ending = {}): Promise<Cost> {
  const { root, env } = playground;
  return costOfProgram(playground, join(PRODUCT, "bin", "bookings"), words, {
    cwd: root.path,
    env,
    ...ending,
  });
}

/** The same for any program that works in the tenant. */
export async function costOfProgram(
  playground: Playground,
  program: string,
  words: readonly string[],
  { mayEnd = [0], ...place }: Place,
): Promise<Cost> {
  await playground.tenant.ask("DELETE", "log");
  const cpuBefore = cpuOfChildren();
  const started = startProcess(program, words, place);
  const stop = watchProcesses(started.pid ?? 0, LOOK_EVERY_MS);
  const { exitCode, stdout, stderr, seconds } = await started.result;
  const costs = stop();
  const cpuSeconds = cpuOfChildren() - cpuBefore;
  if (!mayEnd.includes(exitCode))
    throw new Error(`${program} ${words.join(" ")} ended with ${exitCode}.\n${stdout}\n${stderr}`);
  const log = await wholeLog(playground);
  return { ...costs, seconds, cpuSeconds, requests: requestsIn(log), log };
}
