import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Something given to the sandbox by its operator (a seed, a setting, an admin request) that cannot be taken. */
export class InputError extends Error {}

/** YAML or JSON from outside: a file, or the text itself when it begins with a bracket. */
export function readInput(given: string, what: string): unknown {
  try {
    return parse(/^\s*[[{]/.test(given) ? given : readFileSync(given, "utf8")) ?? {};
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The ${what} ${given} cannot be read: ${isMissing ? "there is no such file" : why}`);
  }
}

/** Matches texts whatever their case; `*` stands for anything. */
export function wildcard(text: string): RegExp {
  const escaped = text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`, "i");
}
