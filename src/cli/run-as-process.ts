import type { Io } from "./context";

type Stream = NodeJS.WriteStream;

/** `bookings list | head` closes our stdout early: what no one reads is dropped, and the run goes on to its end. */
function tolerateClosedPipe(stream: Stream): AbortSignal {
  const unread = new AbortController();
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    unread.abort();
  });
  return unread.signal;
}

/** What is said at the first signal, and at the second, of a run that writes. */
const WORDS: readonly string[] = [
  "Stopping; what was begun is finished first.",
  "Still finishing. Once more ends this at once; the next run then completes what is left half done.",
];

/**
 * Aborts at the first signal, so that a run can settle what it has begun; a third one ends the process at once. Where
 * nothing is written there is nothing to finish: the verb says that nothing was changed, and that is all.
 */
function interruptions(end: (code: number) => void, work: { onlyReads: boolean }): AbortSignal {
  const controller = new AbortController();
  let count = 0;
  const interrupt = (name: "SIGINT" | "SIGTERM", code: number): void => {
    count += 1;
    const words = WORDS[count - 1];
    if (work.onlyReads) process.stderr.write("\n");
    else if (words) process.stderr.write(`\n${words}\n`);
    controller.abort(name);
    if (count >= 3) end(code);
  };
  process.on("SIGINT", () => interrupt("SIGINT", 130));
  process.on("SIGTERM", () => interrupt("SIGTERM", 143));
  // the terminal is gone: what was begun is finished all the same
  process.on("SIGHUP", () => interrupt("SIGTERM", 143));
  return controller.signal;
}

const drained = (stream: Stream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write("", () => resolve());
  });

function processIo(signal: AbortSignal, unread: AbortSignal, work: { onlyReads: boolean }): Io {
  const { stdin, stdout, stderr, env } = process;
  return {
    stdout,
    stderr,
    stdin,
    env,
    cwd: process.cwd(),
    isTerminal: {
      stdin: stdin.isTTY === true,
      stdout: stdout.isTTY === true,
      stderr: stderr.isTTY === true,
    },
    // A terminal that does not know its size says 0.
    width: stdout.isTTY && stdout.columns > 0 ? stdout.columns : undefined,
    now: () => new Date(),
    signal,
    work,
    unread,
  };
}

/** Runs something as this process: streams, signals and, in this one place, the end. */
export async function runAsProcess(work: (io: Io) => Promise<number>): Promise<void> {
  const unread = tolerateClosedPipe(process.stdout);
  tolerateClosedPipe(process.stderr);
  const end = (code: number): never => process.exit(code);
  const state = { onlyReads: false };
  const code = await work(processIo(interruptions(end, state), unread, state));
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  end(code);
}
