import { printable } from "../problem/printable";
import type { JournalAction, JournalChange, JournalLine } from "../records/journal-line";
import { fieldWord, valueWord } from "./change-words";
import type { Paint } from "./paint";
import { personName } from "./person-name";

const DONE: Readonly<Record<JournalAction, string>> = {
  create: "Created",
  update: "Changed",
  complete: "Completed",
  recreate: "Made again",
  delete: "DELETED",
  record: "Recorded as deleted",
  adopt: "Taken over",
  discard: "Discarded",
  unlock: "Unlocked",
};

const NOT_DONE: Readonly<Record<JournalAction, string>> = {
  create: "Not created",
  update: "Not changed",
  complete: "Not completed",
  recreate: "Not made again",
  delete: "Not deleted",
  record: "Not recorded",
  adopt: "Not taken over",
  discard: "Not discarded",
  unlock: "Not unlocked",
};

function headWords({ what, outcome }: JournalLine): string {
  switch (outcome) {
    case "done":
      return DONE[what];
    case "failed":
      return NOT_DONE[what];
    case "partly":
      return `${NOT_DONE[what]} in full`;
    case "begun":
      return what === "delete" ? "Deletion begun:" : `Begun: ${what}`;
  }
}

function changeText(name: string, { from, to }: JournalChange, word: (value: string) => string): string {
  if (from === undefined) return `${name}: ${word(to ?? "")}`;
  if (to === undefined) return `${name}: was ${word(from)}`;
  return `${name}: ${word(from)} → ${word(to)}`;
}

function details(line: JournalLine): string[] {
  const { fields = [], people = [], problem, backup, run } = line;
  const by = [run.user && `${run.user} on ${run.host}`, run.pipeline, run.commit && `commit ${run.commit}`];
  return [
    ...fields.map(({ field, ...change }) =>
      changeText(fieldWord(field), change, (value) => valueWord(field, value)),
    ),
    ...people.map(({ address, ...change }) => changeText(personName(address), change, printable)),
    ...(problem ? [`Why not: ${problem} (docs/problems/${problem}.md)`] : []),
    ...(backup ? [`Backup: ${backup}`] : []),
    `Run ${run.id.slice(0, 8)} by ${by.filter(Boolean).join(", ")}; specs ${line.specs.slice(0, 12)}`,
  ].map((text) => `    ${printable(text)}`);
}

/** The journal for people, the oldest first. */
export function journalText(lines: readonly JournalLine[], paint: Paint): string {
  return lines
    .map((line) => {
      const time = `${line.at.slice(0, 19).replace("T", " ")} UTC`;
      const brush = line.outcome === "done" || line.outcome === "begun" ? paint.strong : paint.bad;
      const head = `${time}  ${brush(headWords(line))} ${printable(line.calendar ?? line.organisation)}`;
      return [head, ...details(line).map(paint.faint), ""].join("\n");
    })
    .join("");
}
