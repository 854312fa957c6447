import { redact } from "../../problem/redact";
import type { Fetch } from "./http-sender";

/** Whether something answers at an address, and with what date. */
export type Reached =
  | { readonly reached: false; readonly why: string }
  | { readonly reached: true; readonly status: number; readonly date?: number };

const PATIENCE_MS = 20_000;

/** Asks for an address without signing in: any answer is one. */
export async function reach(url: string, signal: AbortSignal, send: Fetch = fetch): Promise<Reached> {
  try {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const answer = await send(url, { signal: AbortSignal.any([signal, late]), redirect: "manual" });
    await answer.body?.cancel();
    const date = Date.parse(answer.headers.get("date") ?? "");
    return { reached: true, status: answer.status, ...(Number.isNaN(date) ? {} : { date }) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { reached: false, why: redact(reasonOf(error, PATIENCE_MS)) };
  }
}

/** fetch says “fetch failed” whatever happened: what did is its cause, and where several addresses were tried, theirs. */
export function reasonOf(error: unknown, patienceMs?: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError" && patienceMs) return `no answer within ${patienceMs / 1000} seconds`;
  if (error instanceof AggregateError && error.errors.length > 0)
    return reasonOf(error.errors[0], patienceMs);
  return error.cause instanceof Error ? reasonOf(error.cause, patienceMs) : error.message;
}
