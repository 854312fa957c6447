import { type Command, CommanderError } from "commander";
import { fewOpenFiles } from "../files/open-files";
import { type ExitCode, exitCode } from "../problem/exit-code";
import { type Problem, problem } from "../problem/problem";
import { systemWords } from "../problem/system-words";
import { VisibleError } from "../problem/visible-error";
import { wrap } from "../problem/wrap";
import { paint } from "../report/paint";
import { type Refusal, refusalJson } from "../report/run-json";
import { Context, type Io, packageVersion, type Services, safeIo, wantsColour } from "./context";
import { withCallHint } from "./shell-lines";
import { tellProblems } from "./tell-problems";
import { VerbCommand } from "./verb";
import { verbGroups } from "./verb-table";

/** What is said of an error, and how the command ends. */
interface Told {
  readonly code: ExitCode;
  /** For `--json`; nothing where there is none, as after `--help`. */
  readonly refusal?: Refusal;
}

function tellAny(error: unknown, io: Io): Told {
  // Commander has said everything by then: help and version end with 0, a wrong argument with 1.
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { code: exitCode.fine };
    return {
      code: exitCode.failed,
      refusal: { message: error.message.replace(/^error: /, ""), problems: [] },
    };
  }
  if (io.signal.aborted) {
    const message = io.work?.onlyReads === true ? "Nothing was changed." : "Interrupted.";
    io.stderr.write(`${message}
`);
    return { code: exitCode.interrupted, refusal: { message, problems: [] } };
  }
  return tellError(error, io);
}

const wantsJson = (argv: readonly string[]): boolean => {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  return options.includes("--json") || /(^| )--format[ =]json( |$)/.test(options.join(" "));
};

function watched(io: Io): { readonly io: Io; readonly isWritten: () => boolean } {
  let isWritten = false;
  const write = (text: string): unknown => {
    isWritten = true;
    return io.stdout.write(text);
  };
  return { io: { ...io, now: () => io.now(), stdout: { write } }, isWritten: () => isWritten };
}

/** Runs the command line and returns the exit code. Never throws and never ends the process. */
export async function run(
  argv: readonly string[],
  streams: Io,
  services: Services = realServices,
): Promise<ExitCode> {
  const words = argv.length === 0 ? ["--help"] : argv;
  const called = withCallHint(safeIo(streams));
  const { io, isWritten } = watched(called.io);
  const context = new Context(io, services, streams.stdout, run);
  try {
    const program = await buildProgram(words, context);
    await program.parseAsync(words, { from: "user" });
    return interruptionCode(io.signal) ?? context.exitCode;
  } catch (error) {
    const told = tellAny(error, io);
    const code = interruptionCode(io.signal) ?? told.code;
    if (told.refusal && wantsJson(words) && !isWritten()) context.printJson(refusalJson(told.refusal, code));
    return code;
  } finally {
    called.hint();
  }
}

/** The exit code that an interruption asks for, by the name of the signal that the abort carries as its reason. */
function interruptionCode(signal: AbortSignal): ExitCode | undefined {
  if (!signal.aborted) return undefined;
  return signal.reason === "SIGTERM" ? exitCode.terminated : exitCode.interrupted;
}

/** The real engine: loads what it is made of when first asked for. */
export const realServices: Services = {
  engine: async (io, root, estates) => {
    const { useEnvironment } = await import("./pulumi-environment.js");
    useEnvironment(io, root);
    return (await import("./engine.js")).engineFor(estates);
  },
};

function tellVisible(error: VisibleError, io: Io): Told {
  const colours = wantsColour(io, "stderr");
  const [problem] = error.problems;
  const onlyProblem = error.problems.length === 1 && problem?.at === undefined;
  if (error.problems.length === 0 || onlyProblem) {
    // the code leads to the page in docs/problems/
    const code = problem ? ` ${problem.code}` : "";
    const told = [
      `${paint(colours).bad("error")}${code}: ${error.message}`,
      ...(error.advice ? [`  → ${error.advice.replaceAll("\n", "\n  → ")}`] : []),
    ];
    io.stderr.write(`${wrap(told.join("\n"), io.width)}\n`);
  } else {
    io.stderr.write(`${wrap(error.message, io.width)}\n\n`);
    tellProblems(io, error.problems);
  }
  return { code: error.exitCode, refusal: error };
}

/** What a file, a disk or a limit of this machine refused. It is no mistake in the program. */
function machineProblem(error: unknown): Problem | undefined {
  const why = systemWords(error);
  if (why === undefined) return undefined;
  const { code = "", path = "" } = error as NodeJS.ErrnoException;
  const isRight = code === "EACCES" || code === "EPERM";
  return problem("machine-failed", { path, code, why: isRight ? "this account has no right to it" : why });
}

/** Says what went wrong: to an operator without a stack; a bug with an apology and all that helps to find it. */
function tellError(error: unknown, io: Io): Told {
  if (error instanceof VisibleError) return tellVisible(error, io);
  const machine = machineProblem(error) ?? fewOpenFiles();
  if (machine) return tellVisible(VisibleError.of(machine), io);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `Sorry: this is a mistake in bookings itself, not in your specs. Please report it with these lines.\n${stack}\n`,
  );
  return { code: exitCode.failed, refusal: { message: String(error), problems: [] } };
}

const AFTER_HELP = `
Usual way:
  bookings validate        are the specs valid?
  bookings preview leeds   what would change for Leeds?
  bookings up leeds        change it

Exit codes:
  0    fine
  1    failed
  2    changes or drift found (preview with --detailed-exitcode)
  3    the specs have errors; nothing was changed
  4    sign-in failed or a permission is missing
  5    refused: the calendar is locked, or a limit was reached
  6    partly applied; the next up goes on
  7    something could not be read; nothing was changed
  130  interrupted by Ctrl-C (143: by a request to stop)

Data goes to stdout, everything else to stderr. NO_COLOR=1 switches colours off.
See docs/how-it-works.md for the whole story.`;

/** Which verb the arguments name, if any: `--help` of one verb must not load the others. */
function namedVerb(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => !word.startsWith("-"));
  return words[0] === "help" ? words[1] : words[0];
}

function prepare<C extends Command>(command: C, { io }: Context): C {
  return command
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .showHelpAfterError("(add --help for how to use it)")
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.width ?? 100,
      getErrHelpWidth: () => io.width ?? 100,
      getOutHasColors: () => wantsColour(io, "stdout"),
      getErrHasColors: () => wantsColour(io, "stderr"),
    });
}

const HELP = ["help [verb]", "show the help of a verb"] as const;

/** The command tree: every verb by name and summary, and the one that is meant in full. */
export async function buildProgram(argv: readonly string[], context: Context): Promise<Command> {
  const program = prepare(new VerbCommand("bookings"), context)
    .description("Runs Microsoft Bookings for NHS organisations from the specs in this repository.")
    .version(packageVersion(), "-V, --version", "show the version")
    .usage("<verb> [options]")
    .addHelpText("after", AFTER_HELP);
  const wanted = namedVerb(argv);
  for (const [group, verbs] of Object.entries(verbGroups)) {
    program.commandsGroup(`${group}:`);
    for (const [name, { summary, onlyReads, load }] of Object.entries(verbs)) {
      const command = program.command(name).summary(summary).description(summary).commandsGroup("Verbs:");
      command.copyInheritedSettings(program);
      if (name === wanted && onlyReads) context.onlyReads(true);
      // what completes a shell is about all of them
      if (name === wanted || wanted === "completion") (await load()).declare(command, context);
      if (command.commands.length > 0) command.usage("<verb> [options]").helpCommand(...HELP);
    }
  }
  return program.helpCommand(...HELP);
}
