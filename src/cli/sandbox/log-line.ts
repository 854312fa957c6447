import { printable } from "../../problem/printable";

/** One request as the sandbox's log tells it; more is in it than is shown. */
export interface LogEntry {
  readonly seq: number;
  readonly time: number;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly effect: "none" | "write";
  readonly error?: string;
}

/** One request on one line: when, who, what, how it ended; writes are marked. */
export function logLine({ time, who, method, path, status, effect, error }: LogEntry): string {
  const clock = new Date(time).toISOString().slice(11, 19);
  const mark = effect === "write" ? "*" : " ";
  const text = `${clock} ${mark} ${status === 0 ? "cut" : status} ${method.padEnd(6)} ${path}  (${who || "nobody known"})${error ? `  ${error}` : ""}`;
  return printable(text);
}
