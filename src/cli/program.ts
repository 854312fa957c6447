import { Command } from "commander";
import type { Context } from "./context";
import { packageVersion } from "./package-version";
import { verbTable } from "./verb-table";
import { wantsColour } from "./wants-colour";

const AFTER_HELP = `
Usual way:
  bookings validate        are the specs right?
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
docs/how-it-works.md tells the whole story.`;

/** Which verb the arguments name, if any: `--help` of one verb must not load the others. */
function namedVerb(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => !word.startsWith("-"));
  return words[0] === "help" ? words[1] : words[0];
}

function prepare(command: Command, { io }: Context): Command {
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

/** The command tree: every verb by name and summary, and the one that is meant in full. */
export async function buildProgram(argv: readonly string[], context: Context): Promise<Command> {
  const program = prepare(new Command("bookings"), context)
    .description("Runs Microsoft Bookings for NHS organisations from the specs in this repository.")
    .version(packageVersion(), "-V, --version", "show the version")
    .usage("<verb> [options]")
    .commandsGroup("Verbs:")
    .helpCommand("help [verb]", "show the help of a verb")
    .addHelpText("after", AFTER_HELP);
  const wanted = namedVerb(argv);
  for (const [name, { summary, load }] of Object.entries(verbTable)) {
    const command = program.command(name).summary(summary).description(summary);
    command.copyInheritedSettings(program);
    if (name === wanted) (await load()).declare(command, context);
  }
  return program;
}
