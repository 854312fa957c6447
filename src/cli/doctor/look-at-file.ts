import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { IdentitiesFileFacts } from "../../doctor/facts";
import type { Identities } from "../../graph/identity/identities";
import { readIdentities } from "../../graph/identity/read-identities";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import type { ConfiguredIdentity } from "./configured-identities";

/** The identities file as it can be used, or why not. */
export function readFile(file: string): { identities?: Identities; fault?: IdentitiesFileFacts["problem"] } {
  if (file === "") return { fault: problem("identities-not-named", {}) };
  try {
    return { identities: readIdentities(file) };
  } catch (error) {
    if (error instanceof VisibleError && error.problems[0]) return { fault: error.problems[0] };
    throw error;
  }
}

/** How the file lies there, and the files that it names. */
export function lookAtFile(file: string, configured: readonly ConfiguredIdentity[]): IdentitiesFileFacts {
  const folder = dirname(resolve(file));
  const open = isOpen(folder);
  return {
    file,
    ...(open && { openFolder: folder }),
    isWritable: may(file, constants.W_OK) && may(folder, constants.W_OK),
    renewed: configured.flatMap(({ name, identity }) => (identity.kind === "refresh-token" ? [name] : [])),
    tokenFiles: configured.flatMap(({ name, identity }) => {
      if (identity.kind !== "federated" || may(identity.tokenFile, constants.R_OK)) return [];
      return [{ identity: name, file: identity.tokenFile, why: "there is none that this account may read" }];
    }),
  };
}

/** Folders for everybody, such as /tmp, keep what is in them from others by their sticky bit. */
function isOpen(folder: string): boolean {
  if (process.platform === "win32") return false;
  const { mode } = statSync(folder);
  return (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
}

function may(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
