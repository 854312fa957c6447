import { type Problem, problem } from "../problem/problem";
import type { StepLedger } from "./step-facts";

/** The engine's and the program's lines that say nothing beside the errors they summarise. */
const ECHOES: readonly RegExp[] = [/^(update|preview|refresh) (failed|canceled)$/, /\bfailed to register\b/];

const isEcho = (message: string): boolean => ECHOES.some((echo) => echo.test(message));

/** Lines of the engine's error stream that begin with «error:», without Node's or Pulumi's scaffolding. */
function lastErrorLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split("\n").map((line) => line.trim());
  const errors = lines
    .filter((line) => line.startsWith("error:"))
    .map((line) => line.slice("error:".length).trim());
  return errors.at(-1) ?? lines.find((line) => line !== "") ?? "unknown error";
}

/** Calendars at which the look failed: before anything was planned for them, the engine said why not. */
const unread = (ledger: StepLedger): Problem[] =>
  [...ledger.calendars, ...ledger.policies]
    .filter(([, { unreadable, op, reasons }]) => unreadable || (op === undefined && reasons.length > 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { reasons }]) => problem("calendar-look-failed", { name, reason: reasons.join(" ") }));

/** Why the engine stopped, when the program itself had nothing against the run. */
export function failureOf(
  verb: "preview" | "up",
  error: unknown,
  organisation: string,
  ledger: StepLedger,
  isInterrupted = false,
): Problem[] {
  const unreadable = unread(ledger);
  if (unreadable.length > 0) return unreadable;
  const messages = ledger.errors.filter((message) => !isEcho(message));
  const calendarFailed = [...ledger.calendars.values(), ...ledger.policies.values()].some(
    ({ failed, reasons }) => failed || reasons.length > 0,
  );
  // What failed at a calendar is told with its outcome; a preview has no outcomes, and must not look fine.
  if (verb === "up" && messages.length === 0 && calendarFailed) return [];
  // that it stopped when it was told to is no failure
  if (isInterrupted && messages.length === 0) return [];
  const reported = messages.length > 0 ? messages : [lastErrorLine(error)];
  return reported.map((message) => problem("engine-failed", { organisation, message }));
}
