import { type ExitCode, exitCode } from "../problem/exit-code";
import type { Io } from "./io";
import type { Services } from "./services";

/** What a verb works with. The exit code is data until `main.ts` ends the process with it. */
export class Context {
  #code: ExitCode = exitCode.fine;

  constructor(
    readonly io: Io,
    readonly services: Services,
  ) {}

  get exitCode(): ExitCode {
    return this.#code;
  }

  finish(code: ExitCode): void {
    this.#code = code;
  }

  /** Writes data to stdout. */
  print(text: string): void {
    this.io.stdout.write(text);
  }

  printJson(value: unknown): void {
    this.print(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Writes a line of talk to stderr. */
  say(text: string): void {
    this.io.stderr.write(`${text}\n`);
  }
}
