import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../engine/engine-of";
import { type ExitCode, exitCode } from "../problem/exit-code";
import { problem } from "../problem/problem";
import { safeText } from "../problem/safe-text";
import { refuse } from "../problem/visible-error";
import { type Paint, paint } from "../report/paint";
import { type EstateReader, readOnce } from "../rules/judged-estate";
import { findRoot as findRootFrom } from "../spec/find-root";
import { chooseOrganisations } from "./organisations";

/** What a verb works with. The exit code is data until `main.ts` ends the process with it. */
export class Context {
  #code: ExitCode = exitCode.fine;
  #root: string | undefined;

  constructor(
    readonly io: Io,
    readonly services: Services,
    /** Stdout as it is, for text that is meant as commands to a pipeline. */
    private readonly commands: Sink = io.stdout,
    /** Runs another command inside this one, with streams and services of its own. Never throws. */
    readonly runInside: RunInside = () => Promise.reject(new Error("no command runs inside this one")),
  ) {}

  /** The root folder of the estate; where there is none, the command ends. */
  get root(): string {
    this.#root ??= findRoot(this.io);
    return this.#root;
  }

  /** The engine, in the environment of the root folder. */
  engine(): Promise<Engine> {
    return this.services.engine(this.io, this.root);
  }

  /** The organisations that the caller names, by short name in any case; the usual ones if none is named. */
  organisations(named?: readonly string[]): string[] {
    return chooseOrganisations(this.io, this.root, named);
  }

  /** Services for commands that run side by side: the specs are read once for all of them. */
  forMany(): Services {
    const { services } = this;
    const estates = readOnce();
    let engine: Promise<Engine> | undefined;
    return {
      estates,
      engine: (io, root) => {
        engine ??= services.engine(io, root, estates);
        return engine;
      },
    };
  }

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

  /** Writes commands to a pipeline to stdout: whoever makes them has escaped what they carry. */
  printCommands(text: string): void {
    this.commands.write(text);
  }

  printJson(value: unknown): void {
    this.print(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Emphasis by meaning, in colour where the stream wants it. */
  paint(stream: "stdout" | "stderr" = "stdout"): Paint {
    return paint(wantsColour(this.io, stream));
  }

  /** Says whether what follows only reads: then an interruption leaves everything as it was. */
  onlyReads(isSo: boolean): void {
    if (this.io.work) this.io.work.onlyReads = isSo;
  }

  /** Writes a message to stderr. */
  say(text: string): void {
    this.io.stderr.write(`${text}\n`);
  }
}

type RunInside = (words: readonly string[], io: Io, services: Services) => Promise<ExitCode>;

/** Somewhere to write text. */
export interface Sink {
  write(text: string): unknown;
}

/** Everything the command line touches of the process, handed in so that tests can hand in their own. */
export interface Io {
  /** Data: what a program or a person asked for. */
  readonly stdout: Sink;
  /** Talk: progress, questions, complaints. */
  readonly stderr: Sink;
  readonly stdin: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal behind stdout, if there is one. */
  readonly width?: number | undefined;
  now(): Date;
  /** Aborted with the signal's name when someone interrupts. */
  readonly signal: AbortSignal;
  /** What a signal would interrupt; verbs say so. Whoever stops what only reads need not wait for anything to be finished. */
  readonly work?: { onlyReads: boolean };
  /** Aborted when no one reads stdout any more, as after `| head`; for verbs that would go on for ever. */
  readonly unread?: AbortSignal;
  /** No one looks on: no progress is shown. */
  readonly isQuiet?: true;
}

/** The same streams, with everything that is written made safe on its way out. */
export function safeIo(io: Io): Io {
  return {
    ...io,
    now: () => io.now(),
    stdout: { write: (text) => io.stdout.write(safeText(text)) },
    stderr: { write: (text) => io.stderr.write(safeText(text)) },
  };
}

/** The heavy parts, loaded only by the verbs that use them. Tests hand in their own. */
export interface Services {
  /** Sets up the environment of a root folder and loads the engine, which reads the specs by `estates` where that is given. */
  engine(io: Io, root: string, estates?: EstateReader): Promise<Engine>;
  /** How specs are read; at each question where it is not given. */
  readonly estates?: EstateReader;
}

/** Colours are for terminals; FORCE_COLOR and NO_COLOR overrule, the first of them first, as in Node itself. */
export function wantsColour(io: Io, stream: "stdout" | "stderr"): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = io.env;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return io.isTerminal[stream] && term !== "dumb";
}

/** The root folder of a command, or the problem that there is none. */
export function findRoot({ env, cwd }: Io): string {
  const root = findRootFrom(cwd, env);
  return root ?? refuse(problem("no-root", { cwd }));
}

/** The day of today, as specs write days. */
export const today = (io: Io): string => io.now().toISOString().slice(0, 10);

/** A file or folder that comes with the product, by its path from the product's own folder. */
export const ofProduct = (...path: readonly string[]): string => join(__dirname, "..", "..", "..", ...path);

/** The version in package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(ofProduct("package.json"), "utf8")) as { version: string };
  return version;
}
