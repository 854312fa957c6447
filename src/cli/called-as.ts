import { dirname, resolve } from "node:path";
import type { Io, Sink } from "./context";

/** What somebody typed to get here, where “bookings” alone finds nothing: bin/bookings says so. */
const CALLED_AS = "NHSMAIL_BOOKINGS_CALLED_AS";

/** A command as messages name it. */
const COMMAND = /(?<![\w./-])bookings [a-z]/;

/**
 * Messages name commands as “bookings up”. Somebody at a terminal whose PATH has no such program is told once, at the
 * end, what to type.
 */
export function withCallHint(io: Io): { readonly io: Io; readonly hint: () => void } {
  const calledAs = io.env[CALLED_AS];
  if (!calledAs || !io.isTerminal.stderr) return { io, hint: () => undefined };
  let isNamed = false;
  const noticing = (sink: Sink): Sink => ({
    write: (text) => {
      isNamed ||= COMMAND.test(text);
      return sink.write(text);
    },
  });
  return {
    io: { ...io, stdout: noticing(io.stdout), stderr: noticing(io.stderr), now: () => io.now() },
    hint: () => {
      if (isNamed) io.stderr.write(`(${hintText(calledAs, io.cwd)})\n`);
    },
  };
}

function hintText(calledAs: string, cwd: string): string {
  const instead = `Type “${calledAs}” for “bookings”`;
  if (calledAs.startsWith("npx ")) return `${instead}.`;
  return `${instead}, or put it on your PATH first: export PATH="${dirname(resolve(cwd, calledAs))}:$PATH"`;
}
