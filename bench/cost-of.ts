import { join } from "node:path";
import type { LoggedRequest } from "../test/playground/emulated-tenant";
import type { Playground } from "../test/playground/playground";
import { PRODUCT } from "../test/playground/product";
import { startProcess } from "../test/playground/run-process";
import { type ProcessCosts, watchProcesses } from "./processes";

const LOOK_EVERY_MS = 50;

/** What a command took, and sent. */
export interface Cost extends ProcessCosts {
  readonly seconds: number;
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

/** Runs a command that must end well, or with another code that it may have, within some seconds, and says what it cost. */
export async function costOf(
  playground: Playground,
  words: readonly string[],
  { patience, mayEnd = [0] }: { readonly patience?: number; readonly mayEnd?: readonly number[] } = {},
): Promise<Cost> {
  await playground.tenant.ask("DELETE", "log");
  const { root, env } = playground;
  const options = { cwd: root.path, env, ...(patience !== undefined && { patience }) };
  const started = startProcess(join(PRODUCT, "bin", "bookings"), words, options);
  const stop = watchProcesses(started.pid ?? 0, LOOK_EVERY_MS);
  const { exitCode, stdout, stderr, seconds } = await started.result;
  const costs = stop();
  if (!mayEnd.includes(exitCode))
    throw new Error(`bookings ${words.join(" ")} ended with ${exitCode}.\n${stdout}\n${stderr}`);
  const log = await wholeLog(playground);
  return { ...costs, seconds, requests: requestsIn(log), log };
}
