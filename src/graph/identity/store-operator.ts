import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { withFileLock } from "../../files/file-lock";
import { makePrivateFolder } from "../../files/private-folder";
import { writeFileAtomically } from "../../files/write-file";
import { isRecord } from "../wire";
import type { OperatorIdentity } from "./identities";

/**
 * Puts a calendar operator into the identities file in place of the one that was there, and leaves everything else as it
 * is. The file is made if there is none, readable by its owner only.
 */
export async function storeOperator(
  file: string,
  organisation: string,
  operator: Extract<OperatorIdentity, { kind: "refresh-token" }>,
): Promise<void> {
  makePrivateFolder(dirname(file));
  await withFileLock(file, async () => {
    const content: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    const before = isRecord(content) ? content : {};
    const operators = isRecord(before["calendarOperators"]) ? before["calendarOperators"] : {};
    const others = Object.entries(operators).filter(([name]) => name.toLowerCase() !== organisation);
    const after = {
      ...before,
      calendarOperators: { ...Object.fromEntries(others), [organisation]: operator },
    };
    writeFileAtomically(file, `${JSON.stringify(after, undefined, 2)}\n`);
  });
}
