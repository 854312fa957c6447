import { type Pull, pullsOf } from "../../../adopt/pull-drift";
import { type Finding, isDrift } from "../../../drift/finding";
import { exitCode } from "../../../problem/exit-code";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { words } from "../../../problem/words";
import { counted } from "../../../report/phrases";
import { ask, isNo } from "../../ask";
import type { Context, Io } from "../../context";
import { detectDrift } from "../../drift/detect-drift";
import { editsFor, tellOrWrite } from "../../edit-specs";
import { tellProblems } from "../../tell-problems";
import { ORGANISATIONS, type Verb } from "../../verb";

/** What is to be taken into the specs, by options. Without any a person is asked. */
interface PullChoice {
  readonly calendar?: readonly string[];
  readonly person?: readonly string[];
  readonly all?: boolean;
}

interface Options extends PullChoice {
  readonly dryRun?: boolean;
}

async function pull(named: readonly string[], options: Options, context: Context): Promise<void> {
  const { io } = context;
  const { organisations, reports } = await detectDrift(context, named);
  const findings = reports.flatMap((report) => report.findings);
  const pulls = organisations.flatMap((model, index) => pullsOf(reports[index]?.findings ?? [], model));
  if (pulls.length > 0) {
    const chosen = await choosePulls(io, pulls, options);
    const edits = editsFor(context.root, chosen);
    tellOrWrite(context, edits, options.dryRun !== true);
    context.say(outcomeWords(chosen, edits.length, options.dryRun === true));
  } else {
    context.say("Nothing in the tenant differs from the specs in a way that could go into the specs.");
  }
  tellRest(context, findings, pulls);
}

/** Who is taken out of a spec because they are on the calendar or in the group no longer. */
const REMOVALS: ReadonlySet<string> = new Set(["drift-person-missing", "drift-policy-user-missing"]);

function outcomeWords(chosen: readonly Pull[], files: number, isDry: boolean): string {
  if (chosen.length === 0) return "Nothing was taken. The specs are as they were.";
  const gone = chosen.filter(({ problem }) => REMOVALS.has(problem.code)).length;
  const take = gone === 1 ? "takes a person out" : "take people out";
  const removals = gone > 0 ? ` (${gone} of which ${take})` : "";
  const what = `${counted(chosen.length, "difference")} in ${counted(files, "file")}${removals}`;
  return isDry
    ? `${what} would be taken into the specs; nothing was written.`
    : `${what} taken into the specs. Have them reviewed; bookings preview shows what is left.`;
}

/** What no spec can take over: calendars that are not managed, people who have left, and what could not be read. */
function tellRest(context: Context, findings: readonly Finding[], pulls: readonly Pull[]): void {
  const taken = new Set(pulls.map((one) => one.problem));
  const rest = findings.filter(
    (one) => !taken.has(one.problem) && (isDrift(one) || one.kind === "unreadable"),
  );
  tellProblems(
    context.io,
    rest.map((one) => one.problem),
    context.root,
  );
  if (rest.some(({ kind }) => kind === "unreadable")) context.finish(exitCode.unreadable);
}

/** `bookings pull`: writes chosen changes from outside git into the specs, and changes nothing else. */
export const pullVerb: Verb = {
  declare(command, context) {
    command
      .argument(...ORGANISATIONS)
      .option("--calendar <name...>", "what differs in these calendars or policies, by name or address")
      .option("--person <address...>", "what differs about these people")
      .option("--all", "everything that specs can take over")
      .option("--dry-run", "show what would change in the specs; write nothing")
      .examples([
        ["bookings pull leeds", "choose from a list what to take into the specs"],
        ["bookings pull leeds --calendar LeedsCardiologyHeartFailure", "everything in one calendar"],
        ["bookings pull --person amy.shah@nhs.net --dry-run", "show it for one person"],
      ])
      .action((named: string[], options: Options) => pull(named, options, context));
  },
};

/** Those of the deviations that someone wants in the specs. */
export async function choosePulls(io: Io, pulls: readonly Pull[], choice: PullChoice): Promise<Pull[]> {
  const { calendar, person, all } = choice;
  if (all) return [...pulls];
  return calendar || person ? named(pulls, choice) : askWhich(io, pulls);
}

/** What the options name: with a calendar and a person, that person on that calendar. */
function named(pulls: readonly Pull[], { calendar, person }: PullChoice): Pull[] {
  const isNamed = (subject: string): boolean =>
    calendar === undefined ||
    calendar.some((one) => [subject, subject.split("@")[0]].some((text) => isSame(text ?? "", one)));
  const chosen = pulls.filter(
    (one) =>
      isNamed(one.subject) &&
      (person === undefined || person.some((address) => isSame(one.person ?? "", address))),
  );
  if (chosen.length === 0)
    refuse(problem("pull-not-found", { wanted: [...(calendar ?? []), ...(person ?? [])] }));
  return chosen;
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** On a terminal a person chooses by numbers; elsewhere options have to say it. */
async function askWhich(io: Io, pulls: readonly Pull[]): Promise<Pull[]> {
  const lines = pulls.map(
    (one, index) => `${String(index + 1).padStart(4)}  ${one.subject}: ${words(one.problem).sentence}\n`,
  );
  io.stderr.write(lines.join(""));
  if (!io.isTerminal.stdin) refuse(problem("pull-needs-choice", {}));
  const answer = await ask(io, "Take which into the specs? Numbers, “all”, or nothing for none: ");
  if (/^all$/i.test(answer)) return [...pulls];
  if (isNo(answer)) return [];
  const numbers = answer.split(/[\s,]+/).filter((one) => one !== "");
  const wrong = numbers.filter((one) => !/^\d+$/.test(one) || pulls[Number(one) - 1] === undefined);
  if (wrong.length > 0) refuse(problem("pull-no-such-number", { numbers: wrong, last: pulls.length }));
  return pulls.filter((_one, index) => numbers.some((one) => Number(one) === index + 1));
}
