import { join, relative } from "node:path";
import { exitCode } from "../../../problem/exit-code";
import { type Problem, problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { type JournalLine, readJournal } from "../../../records/journal";
import { fetchJournals, recordFolders } from "../../../records/open-records";
import { type JournalView, journalJson, journalText } from "../../../report/journal-report";
import { nearestName } from "../../../spec/near";
import type { Context } from "../../context";
import { allOrganisations, usualOrganisations } from "../../organisations";
import { tellProblems } from "../../tell-problems";
import type { Verb } from "../../verb";

interface Options {
  readonly json?: boolean;
  readonly organisation?: string;
  readonly last?: string;
  readonly since?: string;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A day or a moment, in local time unless it says otherwise, or how long ago: `24h`, `7d`, `2w`. */
function momentOf(text: string, now: Date): Date {
  const [, count = "", unit = ""] = /^(\d{1,4})([hdw])$/.exec(text) ?? [];
  const size = UNITS[unit];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const moment = new Date(
    size === undefined ? `${text}${isDay ? "T00:00" : ""}` : now.getTime() - Number(count) * size,
  );
  const isMoment = size !== undefined || /^\d{4}-\d{2}-\d{2}/.test(text);
  if (!isMoment || Number.isNaN(moment.getTime())) refuse(problem("not-a-moment", { text }));
  return moment;
}

function viewOf({ last, since }: Options, now: Date): JournalView {
  if (last !== undefined && !/^[1-9]\d{0,5}$/.test(last)) refuse(problem("not-a-count", { text: last }));
  return {
    ...(last !== undefined && { last: Number(last) }),
    ...(since !== undefined && { since: momentOf(since, now) }),
  };
}

/** What is asked for: a calendar's lines, or those of an organisation whose short name stands where a calendar's may. */
function chosen(wanted: string | undefined, options: Options, { io }: Context, root: string) {
  const named =
    options.organisation ?? (wanted && allOrganisations(root).find((one) => one === wanted.toLowerCase()));
  const organisations = named ? [named.toLowerCase()] : usualOrganisations(io, root);
  return { organisations, calendar: named && named === wanted?.toLowerCase() ? undefined : wanted };
}

/** By address, name or the name before the @, in any case. */
function isAbout({ calendar = "", policy = "" }: JournalLine, wanted: string): boolean {
  const text = wanted.toLowerCase();
  const address = calendar.toLowerCase();
  return [address, address.split("@")[0], policy.toLowerCase()].includes(text);
}

/** Why nothing is shown; that what was named is nowhere is an error, an empty journal is none. */
function whyNothing(all: readonly JournalLine[], wanted: string | undefined, hasAny: boolean): string {
  if (hasAny) return "Nothing was done in that time.";
  if (wanted === undefined) return "The journal has nothing on that yet.";
  const names = new Set(all.flatMap(({ calendar, policy }) => calendar?.split("@")[0] ?? policy ?? []));
  const near = nearestName(wanted, [...names]);
  refuse(problem("nothing-in-journal", { name: wanted, near }));
}

async function showJournal(wanted: string | undefined, options: Options, context: Context): Promise<void> {
  const { io, root } = context;
  const { journal: folder } = recordFolders(root, io.env);
  const { organisations, calendar } = chosen(wanted, options, context, root);
  await fetchJournals({ root, env: io.env }, organisations);
  const journals = organisations.map((name) => {
    const file = join(folder, `${name}.jsonl`);
    return { file: relative(root, file), ...readJournal(file) };
  });
  const view = viewOf(options, io.now());
  const all = journals.flatMap((journal) => journal.lines);
  const lines = all
    .filter((line) => calendar === undefined || isAbout(line, calendar))
    .sort((one, other) => one.at.localeCompare(other.at));
  const broken = journals.flatMap((one) =>
    one.broken.length > 0 ? [{ file: one.file, lines: one.broken }] : [],
  );
  if (options.json) context.printJson(journalJson(lines, broken, view));
  const text = options.json ? "" : journalText(lines, context.paint(), view, { width: io.width });
  context.print(text);
  const problems = journals.flatMap((one) => [
    ...problemOf("journal-changed", one.file, one.broken),
    ...problemOf("journal-cut", one.file, one.cut),
  ]);
  tellProblems(io, problems);
  if (broken.length > 0) context.finish(exitCode.unreadable);
  // for machines too, what was named and is nowhere is an error beside the empty list
  else if (options.json ? calendar !== undefined && lines.length === 0 : text === "")
    context.say(whyNothing(all, calendar, lines.length > 0));
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
        "name or address of one calendar, name of one user policy, or an organisation's short name (default: all)",
      )
      .option(
        "--organisation <name>",
        "short name of one organisation (default: BOOKINGS_ORGANISATIONS, or all)",
      )
      .option("--last <number>", "how many entries, from the newest back")
      .option(
        "--since <when>",
        "only what was done since a day (2026-11-01), a time, or for a while back (24h, 7d, 2w)",
      )
      .option("--json", "print it as JSON, the oldest first (schemas/output/journal.schema.json)")
      .examples([
        ["bookings journal", "everything that was done, the newest first"],
        ["bookings journal leeds --last 5", "the newest five entries of one organisation"],
        ["bookings journal --since 7d", "what was done in the last seven days"],
        ["bookings journal LeedsCardiologyHeartFailure@nhs.net", "what was done to one calendar"],
      ])
      .action((wanted: string | undefined, options: Options) => showJournal(wanted, options, context));
  },
};
