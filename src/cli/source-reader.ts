import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads the files that problems name, for their source lines. A file that is gone has none. */
export function sourceReader(root: string): (file: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, textOf(join(root, file)));
    return known.get(file);
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
