import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/**
 * Writes a file piece by piece, readable by its owner only unless it is no secret. It has its name only when it is whole: after a failure there
 * is none, or still the old one.
 */
export async function streamFile(
  file: string,
  fill: (write: (part: string | Buffer) => void) => Promise<void>,
  mode = 0o600,
): Promise<void> {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const handle = openSync(temporary, "wx", mode);
  let isOpen = true;
  try {
    await fill((part) => writeAll(handle, typeof part === "string" ? Buffer.from(part) : part));
    fsyncSync(handle);
    closeSync(handle);
    isOpen = false;
    renameSync(temporary, file);
  } catch (error) {
    if (isOpen) closeSync(handle);
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(handle, bytes, written);
  }
}
