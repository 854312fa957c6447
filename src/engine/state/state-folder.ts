import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Why a state on a disk cannot be used; nothing where it can be. A folder that is not there yet is made by the first run. */
export function folderFault(backend: string): string | undefined {
  try {
    accessSync(nearestFolder(fileURLToPath(backend)), constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EACCES"
      ? "this account may not write there"
      : "it names no folder of this machine";
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
