import type { Command } from "commander";
import type { Context } from "./context";

/** One verb of the command line: declares its arguments, its help and what to do. */
export interface Verb {
  declare(command: Command, context: Context): void;
}

/** The argument of verbs that work on several organisations. */
export const ORGANISATIONS = [
  "[organisation...]",
  "short names, as the folders under specs/ are called (default: BOOKINGS_ORGANISATIONS, or all)",
] as const;

/** What every terminal has room for. */
const COLUMNS = 80;

/** A long command goes on at an option in the next line, as shells read it. */
function broken(command: string): string {
  const [first = "", ...options] = command.split(/ (?=--)/);
  const lines = [`  ${first}`];
  for (const option of options) {
    const longer = `${lines.at(-1)} ${option}`;
    if (longer.length <= COLUMNS - 2) lines[lines.length - 1] = longer;
    else lines.push(`      ${option}`);
  }
  return lines.join(" \\\n");
}

/**
 * The examples at the end of a verb's help: what a Local Administrator wants, and what to type for it. Where they do not
 * fit side by side, what it is for stands above each as a comment, as in a script.
 */
export function examples(rows: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  const beside = rows.map(([command, meaning]) => `  ${command.padEnd(width)}  ${meaning}`);
  const fits = beside.every((line) => line.length <= COLUMNS);
  const lines = fits ? beside : rows.map(([command, meaning]) => `  # ${meaning}\n${broken(command)}`);
  return ["", "Examples:", ...lines].join("\n");
}
