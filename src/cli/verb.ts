import type { Command } from "commander";
import type { Context } from "./context";

/** One verb of the command line: declares its arguments, its help and what to do. */
export interface Verb {
  declare(command: Command, context: Context): void;
}
