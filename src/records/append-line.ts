import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { withFileLock } from "../files/file-lock";
import { lineDigest } from "./line-digest";
import { withoutSecrets } from "./without-secrets";

/** Longer than any line: the last one is found in one look. */
const TAIL = 256 * 1024;

/** Opens a journal for appending, and makes it if need be. */
function openJournal(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openSync(file, "a+", 0o600);
}

/** Fails unless something could be appended. */
export function assertAppendable(file: string): void {
  closeSync(openJournal(file));
}

/**
 * Appends one line in one write and, if it is to be synced, has it and all before it on the disk before it returns. The
 * lock keeps two processes from naming the same line as their predecessor.
 */
export async function appendLine(file: string, entry: object, isSynced: boolean): Promise<void> {
  const handle = openJournal(file);
  try {
    await withFileLock(file, async () => {
      const { last, isTorn } = endOf(handle);
      const previous = last === "" ? "" : lineDigest(last);
      const text = JSON.stringify(withoutSecrets({ ...entry, previous }));
      // what a power failure left of a line stands alone, and shows as what it is
      writeSync(handle, `${isTorn ? "\n" : ""}${text}\n`);
      if (isSynced) fsyncSync(handle);
    });
  } finally {
    closeSync(handle);
  }
}

function endOf(handle: number): { last: string; isTorn: boolean } {
  const { size } = fstatSync(handle);
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  const text = bytes.toString("utf8");
  const isTorn = text !== "" && !text.endsWith("\n");
  const lines = text.split("\n").filter((line) => line !== "");
  return { last: lines.at(-1) ?? "", isTorn };
}
