import type { Pull } from "../adopt/pull-drift";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { words } from "../problem/words";
import { ask } from "./ask";
import type { Io } from "./context";

/** What is to be taken into the specs, by options. Without any a person is asked. */
export interface PullChoice {
  readonly calendar?: readonly string[];
  readonly person?: readonly string[];
  readonly all?: boolean;
}

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
    throw VisibleError.of(problem("pull-not-found", { wanted: [...(calendar ?? []), ...(person ?? [])] }));
  return chosen;
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** On a terminal a person chooses by numbers; elsewhere options have to say it. */
async function askWhich(io: Io, pulls: readonly Pull[]): Promise<Pull[]> {
  const lines = pulls.map(
    (one, index) => `${String(index + 1).padStart(4)}  ${one.subject}: ${words(one.problem).sentence}\n`,
  );
  io.stderr.write(lines.join(""));
  if (!io.isTerminal.stdin) throw VisibleError.of(problem("pull-needs-choice", {}));
  const answer = await ask(io, "Take which into the specs? Numbers, “all”, or nothing for none: ");
  if (/^all$/i.test(answer)) return [...pulls];
  const numbers = answer.split(/[\s,]+/).filter((one) => one !== "");
  const wrong = numbers.filter((one) => !/^\d+$/.test(one) || pulls[Number(one) - 1] === undefined);
  if (wrong.length > 0)
    throw VisibleError.of(problem("pull-no-such-number", { numbers: wrong, last: pulls.length }));
  return pulls.filter((_one, index) => numbers.some((one) => Number(one) === index + 1));
}
