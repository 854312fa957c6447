import { PassThrough, Readable } from "node:stream";
import type { Io } from "../../src/cli/context";

interface FakeOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  /** What is typed on stdin; given = stdin is a terminal. */
  readonly typed?: string;
  readonly terminal?: boolean;
  readonly width?: number;
  readonly signal?: AbortSignal;
}

/** Streams that remember. */
export class FakeIo implements Io {
  readonly out: string[] = [];
  readonly messages: string[] = [];
  readonly stdout = { write: (text: string) => this.out.push(text) };
  readonly stderr = { write: (text: string) => this.messages.push(text) };
  readonly stdin: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly isTerminal: Io["isTerminal"];
  readonly width: number | undefined;
  readonly signal: AbortSignal;
  readonly work = { onlyReads: false };
  #now = Date.UTC(2026, 10, 23);

  constructor({ cwd, env = {}, typed, terminal = false, width, signal }: FakeOptions) {
    this.cwd = cwd;
    this.env = env;
    this.stdin = typed === undefined ? new PassThrough() : Readable.from([typed]);
    this.isTerminal = { stdin: typed !== undefined, stdout: terminal, stderr: terminal };
    this.width = width;
    this.signal = signal ?? new AbortController().signal;
  }

  now(): Date {
    this.#now += 1000;
    return new Date(this.#now);
  }

  get stdoutText(): string {
    return this.out.join("");
  }

  get stderrText(): string {
    return this.messages.join("");
  }
}
