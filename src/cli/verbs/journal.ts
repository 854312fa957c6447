import { join, relative } from "node:path";
import { exitCode } from "../../problem/exit-code";
import { type Problem, problem } from "../../problem/problem";
import { type JournalLine, readJournal } from "../../records/journal";
import { fetchJournals, recordFolders } from "../../records/open-records";
import { journalJson } from "../../report/journal-json";
import { journalText } from "../../report/journal-text";
import { paint } from "../../report/paint";
import { type Context, findRoot, wantsColour } from "../context";
import { allOrganisations, usualOrganisations } from "../organisations";
import { tellProblems } from "../tell-problems";
import { examples, type Verb } from "../verb";

interface Options {
  readonly json?: boolean;
  readonly organisation?: string;
}

/** What is asked for: a calendar's lines, or those of an organisation whose short name stands where a calendar's may. */
function chosen(wanted: string | undefined, options: Options, { io }: Context, root: string) {
  const named =
    options.organisation ?? (wanted && allOrganisations(root).find((one) => one === wanted.toLowerCase()));
  const organisations = named ? [named.toLowerCase()] : usualOrganisations(io, root);
  return { organisations, calendar: named && named === wanted?.toLowerCase() ? undefined : wanted };
}

/** By address, name or the name before the @, in any case. */
function isAbout({ calendar = "" }: JournalLine, wanted: string): boolean {
  const text = wanted.toLowerCase();
  const address = calendar.toLowerCase();
  return address === text || address.split("@")[0] === text;
}

async function showJournal(wanted: string | undefined, options: Options, context: Context): Promise<void> {
  const { io } = context;
  const root = findRoot(io);
  const { journal: folder } = recordFolders(root, io.env);
  const { organisations, calendar } = chosen(wanted, options, context, root);
  await fetchJournals({ root, env: io.env }, organisations);
  const journals = organisations.map((name) => {
    const file = join(folder, `${name}.jsonl`);
    return { file: relative(root, file), ...readJournal(file) };
  });
  const lines = journals
    .flatMap((journal) => journal.lines)
    .filter((line) => calendar === undefined || isAbout(line, calendar))
    .sort((one, other) => one.at.localeCompare(other.at));
  const broken = journals.flatMap((one) =>
    one.broken.length > 0 ? [{ file: one.file, lines: one.broken }] : [],
  );
  if (options.json) context.printJson(journalJson(lines, broken));
  else if (lines.length > 0) context.print(journalText(lines, paint(wantsColour(io, "stdout"))));
  else context.say("The journal has nothing on that yet.");
  const problems = journals.flatMap((one) => [
    ...problemOf("journal-changed", one.file, one.broken),
    ...problemOf("journal-cut", one.file, one.cut),
  ]);
  tellProblems(io, problems);
  if (broken.length > 0) context.finish(exitCode.unreadable);
}

function problemOf(
  code: "journal-changed" | "journal-cut",
  file: string,
  lines: readonly number[],
): Problem[] {
  return lines.length > 0 ? [problem(code, { file, lines: lines.join(", ") })] : [];
}

/** `bookings journal`: what was done, when, by which run and from which specs. */
export const journalVerb: Verb = {
  declare(command, context) {
    command
      .argument(
        "[calendar]",
        "name or address of one calendar, or an organisation's short name (default: all)",
      )
      .option(
        "--organisation <name>",
        "short name of one organisation (default: BOOKINGS_ORGANISATIONS, or all)",
      )
      .option("--json", "print it as JSON (schemas/output/journal.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings journal", "everything that was done"],
          ["bookings journal LeedsCardiologyHeartFailure@nhs.net", "what was done to one calendar"],
        ]),
      )
      .action((wanted: string | undefined, options: Options) => showJournal(wanted, options, context));
  },
};
