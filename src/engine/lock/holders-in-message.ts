import type { LockHolder } from "./lock-holder";

/** `created by root@vm (pid 1234) at 2026-11-23T04:30:00Z`, one line for each lock. */
const LINE = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;

/** The holders that the engine names when it refuses to run on a locked stack. */
export function holdersInMessage(message: string): LockHolder[] {
  return [...message.matchAll(LINE)].map(([, user = "", host = "", pid = "", since = ""]) => ({
    user,
    host,
    pid: Number(pid),
    since,
  }));
}
