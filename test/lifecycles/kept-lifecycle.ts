import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lifecycle } from "./lifecycle";

// Kept lifecycles lie beside the sources, not beside what is compiled from them.
const HERE = join(__dirname, "..", "..", "..", "test", "lifecycles");

/** Lifecycles kept in a folder, by what they are called. */
export function keptLifecycles(folder: string): ReadonlyMap<string, Lifecycle> {
  const files = readdirSync(join(HERE, folder)).sort();
  return new Map(
    files.map((file) => [
      file.replace(".json", "").replaceAll("-", " "),
      JSON.parse(readFileSync(join(HERE, folder, file), "utf8")) as Lifecycle,
    ]),
  );
}
