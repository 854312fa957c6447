import { dirname, resolve } from "node:path";
import { Option } from "commander";
import type { Context, Io, Sink } from "./context";
import type { VerbCommand } from "./verb";

/** The shells for which settings can be printed. */
export const SHELLS = ["sh", "fish", "powershell"] as const;
type Shell = (typeof SHELLS)[number];

const LINES: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  fish: (name, value) => `set -gx ${name} '${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

/** Settings as lines that a shell can evaluate: `eval "$(bookings env)"`. */
export function shellLines(shell: Shell, settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${LINES[shell](name, value)}\n`)
    .join("");
}

/** The shell of whoever calls, as far as the environment tells. */
export function usualShell(env: Readonly<Record<string, string | undefined>>, platform: string): Shell {
  if (env["SHELL"]?.endsWith("/fish")) return "fish";
  return platform === "win32" && !env["SHELL"] ? "powershell" : "sh";
}

/** How settings are printed. */
export interface SettingsOptions {
  readonly shell?: Shell;
  readonly json?: boolean;
}

/** A command that prints settings: its options, and its examples. */
export function declareSettings(
  command: VerbCommand,
  shown: Parameters<VerbCommand["examples"]>[0],
): VerbCommand {
  return command
    .addOption(new Option("--shell <shell>", "the shell that reads it (default: yours)").choices(SHELLS))
    .option("--json", "print it as JSON")
    .examples(shown);
}

/** Prints settings as JSON, or as lines for a shell. */
export function printSettings(
  context: Context,
  { json, shell = usualShell(context.io.env, process.platform) }: SettingsOptions,
  settings: Readonly<Record<string, string>>,
): void {
  if (json) context.printJson(settings);
  else context.print(shellLines(shell, settings));
}

/** What someone typed to get here, where “bookings” alone finds nothing: the script in bin/ says so. */
const CALLED_AS = "NHSMAIL_BOOKINGS_CALLED_AS";

const COMMAND = /(?<![\w./-])bookings [a-z]/;

/**
 * Messages name commands as “bookings up”. Someone at a terminal whose PATH has no such program is told once, at the
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
