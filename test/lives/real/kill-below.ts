import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const LOOK_AGAIN_MS = 20;

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** Processes that a command in this root folder started, at whatever remove: they all inherit its name. */
function processesBelow(root: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environmentOf(pid).includes(`BOOKINGS_ROOT=${root}`)).map(Number);
}

/** The machine dies, as far as one root folder goes: command, engine and providers at once. */
export async function killBelow(root: string): Promise<void> {
  for (let left = processesBelow(root); left.length > 0; left = processesBelow(root)) {
    for (const pid of left) kill(pid);
    await pause(LOOK_AGAIN_MS);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it was faster
  }
}
