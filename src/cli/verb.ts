import type { Command } from "commander";
import type { Context } from "./context";

/** One verb of the command line: declares its arguments, its help and what to do. */
export interface Verb {
  declare(command: Command, context: Context): void;
}

/** The examples at the end of a verb's help: what a Local Administrator wants, and what to type for it. */
export function examples(rows: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  return [
    "",
    "Examples:",
    ...rows.map(([command, meaning]) => `  ${command.padEnd(width)}  ${meaning}`),
  ].join("\n");
}
