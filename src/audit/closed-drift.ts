import type { JournalLine } from "../records/journal";
import type { Access, History } from "./history";
import { thingOf } from "./sources";

/** Something that was changed outside git and put back by a run. */
export interface ClosedDrift {
  /** The field, or the person's address. */
  readonly about: string;
  readonly what: string;
  /** Where the run says so. */
  readonly line: JournalLine;
}

type PersonChange = NonNullable<JournalLine["people"]>[number];

const arrow = (from: string | undefined, to: string | undefined): string =>
  `${from ?? "nothing"} → ${to ?? "nothing"}`;

/** Whether the specs asked for a change of this person since the run before. */
function isAsked(
  accesses: readonly Access[],
  { address }: PersonChange,
  after: string,
  until: string,
): boolean {
  const between = (at: string | undefined): boolean => at !== undefined && at > after && at <= until;
  return accesses.some(
    ({ person, since, until: end }) =>
      person === address.toLowerCase() && (between(since.at) || between(end?.at)),
  );
}

/**
 * What a run changed although the specs had not: then the tenant had. Of a field this is certain only where the specs of
 * the organisation were the same as at the run before; of a person the history of the specs tells.
 */
function putBack(
  line: JournalLine,
  before: JournalLine,
  accesses: readonly Access[],
): Omit<ClosedDrift, "line">[] {
  const isSame = line.specs === before.specs;
  const fields = isSame ? (line.fields ?? []) : [];
  const people = (line.people ?? []).filter((one) => isSame || !isAsked(accesses, one, before.at, line.at));
  return [
    ...fields.map(({ field, from, to }) => ({ about: field, what: `${field}: ${arrow(from, to)}` })),
    ...people.map(({ address, from, to }) => ({ about: address, what: `${address}: ${arrow(from, to)}` })),
  ];
}

/** Drift that runs have found and closed, from journal and history. A run that completes a half-done one closes none. */
export function closedDrift(journal: readonly JournalLine[], { accesses }: History): ClosedDrift[] {
  const last = new Map<string, JournalLine>();
  return journal.flatMap((line) => {
    if (line.outcome === "begun" || thingOf(line) === "") return [];
    const key = `${line.organisation} ${thingOf(line)}`.toLowerCase();
    const before = last.get(key);
    last.set(key, line);
    if (line.what !== "update" || line.outcome !== "done" || before?.outcome !== "done") return [];
    const own = accesses.filter(({ thing }) => thing.toLowerCase() === thingOf(line).toLowerCase());
    return putBack(line, before, own).map((one) => ({ ...one, line }));
  });
}
