import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Life } from "./life";

// Kept lives lie beside the sources, not beside what is compiled from them.
const HERE = join(__dirname, "..", "..", "..", "test", "lives");

/** Lives kept in a folder, by what they are called. */
export function keptLives(folder: string): ReadonlyMap<string, Life> {
  const files = readdirSync(join(HERE, folder)).sort();
  return new Map(
    files.map((file) => [
      file.replace(".json", "").replaceAll("-", " "),
      JSON.parse(readFileSync(join(HERE, folder, file), "utf8")) as Life,
    ]),
  );
}
