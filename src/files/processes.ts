import { readFileSync } from "node:fs";
import { userInfo } from "node:os";

/** A process of this machine. */
export interface FoundProcess {
  /** When it started, in hundredths of a second since the machine's own start; only where the system says so (Linux). */
  readonly startTicks?: number;
}

/** The process of a number, where there is one. One that has ended and only waits to be taken note of (a zombie) is none. */
export function processOf(pid: number): FoundProcess | undefined {
  if (!exists(pid)) return undefined;
  const fields = statFields(pid);
  if (fields?.[0] === "Z") return undefined;
  const ticks = Number(fields?.[19]);
  return Number.isSafeInteger(ticks) ? { startTicks: ticks } : {};
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // another account's process is a process all the same
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** What Linux tells of a process after its number and name, the state first. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name in brackets may hold anything, spaces and brackets too
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** The name of the account that this process runs under; nothing where the machine has only a number for it, as in containers. */
export function accountName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/** The same, or its number. */
export const accountNameOrNumber = (): string => accountName() ?? String(process.getuid?.() ?? "");
