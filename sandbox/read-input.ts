import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { InputError } from "./input-error";

/** YAML or JSON from outside: a file, or the text itself when it begins with a bracket. */
export function readInput(given: string, what: string): unknown {
  try {
    return parse(/^\s*[[{]/.test(given) ? given : readFileSync(given, "utf8")) ?? {};
  } catch (error) {
    throw new InputError(
      `The ${what} ${given} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
