import { createHash } from "node:crypto";

/** The digest by which the next line names this one. */
export function lineDigest(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}
