import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../files/write-file-atomically";
import { withoutSecrets } from "./without-secrets";

/**
 * Writes what a calendar was, readable by the owner only, and returns the file. The name holds the content's digest: the
 * same calendar twice is one file, and nobody changes one unnoticed.
 */
export function writeBackup(folder: string, organisation: string, name: string, content: object): string {
  const text = `${JSON.stringify(withoutSecrets(content), undefined, 2)}\n`;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const own = join(folder, organisation.toLowerCase());
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const file = join(own, `${name.toLowerCase()}-${digest}.json`);
  writeFileAtomically(file, text);
  return file;
}
