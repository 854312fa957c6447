import { Command, type HelpContext } from "commander";
import { near } from "../spec/near";
import type { Context } from "./context";

/** One verb of the command line: declares its arguments, its help and what to do. */
export interface Verb {
  declare(command: VerbCommand, context: Context): void;
}

/** The argument of verbs that work on several organisations. */
export const ORGANISATIONS = [
  "[organisation...]",
  "short names, as the folders under specs/ are called (default: BOOKINGS_ORGANISATIONS, or all)",
] as const;

/** The options of verbs that take no other than `--json`. */
export interface JsonOption {
  readonly json?: boolean;
}

/** The option of verbs that only show what they would write, until asked to write it. */
export const WRITE = ["--write", "write the specs; without it, only show what would change"] as const;

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

/** What a Local Administrator types, and what it is for. */
type Examples = readonly (readonly [command: string, meaning: string])[];

/**
 * The examples at the end of a verb's help: what a Local Administrator wants, and what to type for it. Where they do not
 * fit side by side, what it is for stands above each as a comment, as in a script.
 */
function examples(rows: Examples): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  const beside = rows.map(([command, meaning]) => `  ${command.padEnd(width)}  ${meaning}`);
  const fits = beside.every((line) => line.length <= COLUMNS);
  const lines = fits ? beside : rows.map(([command, meaning]) => `  # ${meaning}\n${broken(command)}`);
  return ["", "Examples:", ...lines].join("\n");
}

/** A command with verbs below it: a word that is none of them is named, also after “help”. */
export class VerbCommand extends Command {
  constructor(name?: string) {
    super(name);
    this.on("command:*", ([word = ""]: string[]) => this.#unknownVerb(word));
  }

  override createCommand(name?: string): VerbCommand {
    return new VerbCommand(name);
  }

  override help(context?: HelpContext | ((text: string) => string)): never {
    const [first, word] = this.args;
    const known = ["help", ...this.commands.map((one) => one.name())];
    if (first === "help" && word !== undefined && !known.includes(word)) return this.#unknownVerb(word);
    return super.help(context as HelpContext);
  }

  /** Puts examples at the end of the help. */
  examples(rows: Examples): this {
    return this.addHelpText("after", examples(rows));
  }

  #unknownVerb(word: string): never {
    const meant = near(
      word,
      this.commands.map((one) => one.name()),
    );
    const hint = meant === undefined ? "" : `\n(Did you mean “${meant}”?)`;
    return this.error(`error: unknown verb “${word}”${hint}`);
  }
}
