import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes JSON that only its owner may read, all of it or nothing. */
export function writePrivate(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(beside, file);
}
