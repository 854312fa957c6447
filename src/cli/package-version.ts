import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version in package.json, three folders above the compiled file. */
export function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
