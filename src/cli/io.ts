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
  /** Aborted with the signal's name when somebody interrupts. */
  readonly signal: AbortSignal;
  /** Aborted when nobody reads stdout any more, as after `| head`; for verbs that would go on for ever. */
  readonly unread?: AbortSignal;
}
