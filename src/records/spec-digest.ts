import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, by its path below the root, in a fixed order. */
function filesBelow(root: string, folder: string): string[] {
  const here = join(root, folder);
  if (!existsSync(here)) return [];
  return readdirSync(here, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** A digest of everything that decides what an organisation's calendars are: its folder of specs and the tenant's file. */
export function specDigest(root: string, organisation: string): string {
  const hash = createHash("sha256");
  const own = filesBelow(root, join("specs", organisation.toLowerCase()));
  for (const file of [join("specs", "tenant.yaml"), ...own].filter((one) => existsSync(join(root, one)))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}
