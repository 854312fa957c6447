import { problem } from "../problem/problem";
import { words } from "../problem/words";
import { type Found, findingKey, type Span } from "../records/findings";
import type { JournalLine } from "../records/journal";
import { closedDrift } from "./closed-drift";
import { doneByThing, rowsOf, type Sources, type Table, type TenantReading, thingOf } from "./sources";

/**
 * What was found, by code. The catalogue's sentences are of no use here: they quote names and values that someone typed in the
 * tenant, and records of findings keep none of them.
 */
const WORDS: Readonly<Record<string, string>> = {
  "drift-field-changed": "not as the spec says",
  "drift-marker-overwritten": "the marker was overwritten",
  "drift-person-missing": "in the spec, not on the calendar",
  "drift-person-unmanaged": "on the calendar, not in the spec",
  "drift-role-changed": "does not have the role that the spec says",
  "drift-operator-off-staff": "the calendar operator is not an administrator of the calendar",
  "drift-calendar-missing": "the tenant has no such calendar any more",
  "drift-calendar-unmanaged": "a calendar with the organisation’s short name, in no spec",
  "drift-alive-again": "deleted, but there is a calendar at its address again",
  "drift-address-taken": "another calendar has the address that the spec asks for",
  "drift-another-person": "another person has the address now",
  "drift-person-elsewhere": "in another organisation now",
  "drift-reply-address-lost": "the reply address is not in the directory any more",
  "drift-application-on": "switched on, not in the spec",
  "drift-application-off": "switched off, though the spec asks for it",
  "drift-policy-another-person": "another person has the address now",
  "drift-policy-user-missing": "in the spec, not in the policy’s group",
  "drift-policy-user-unmanaged": "in the policy’s group, not in the spec",
  "drift-policy-other-licence": "the policy’s group gives another licence too",
  "drift-policy-nested-group": "the policy’s group has another group in it",
  "drift-policy-missing": "the policy’s group no longer exists",
  "drift-policy-alive": "retired, but there is a group of its name again",
  "policy-user-moved": "in another organisation now",
};

/** Codes by which a search says that someone has left; of them the reason is kept. */
const LEAVERS: ReadonlySet<string> = new Set(["drift-leaver", "drift-last-admin-left"]);

/** What a search found, in words for auditors. */
export function whatOf({ code, about = "", reason = "", calendar = "" }: Found): string {
  if (LEAVERS.has(code))
    return words(problem("drift-leaver", { address: about, reason, calendar, organisation: "" })).sentence;
  return [about, WORDS[code] ?? ""].filter(Boolean).join(": ");
}

/** Someone who had left when a search looked, on one calendar or in one policy. */
export interface SeenLeaver {
  /** When the first search found it. */
  readonly at: string;
  readonly as: string;
  /** Whether no later search has found it gone. */
  readonly isOpen: boolean;
}

const isOfLeaver = ({ code, reason }: Found): boolean =>
  LEAVERS.has(code) || reason !== undefined || /another-person$|elsewhere$|user-moved$/.test(code);

const personKey = (...parts: readonly string[]): string => JSON.stringify(parts).toLowerCase();

type Ask<T> = (organisation: string, thing: string, person: string) => T;

/** Who was found to have left, by organisation, calendar or policy, and person. */
export function seenLeavers(spans: readonly Span[]): Ask<readonly SeenLeaver[]> {
  const all = Map.groupBy(
    spans.filter(({ finding }) => isOfLeaver(finding)),
    ({ organisation, finding }) => personKey(organisation, thingOf(finding), finding.about ?? ""),
  );
  return (...parts) =>
    (all.get(personKey(...parts)) ?? []).map(({ finding, found, gone }) => ({
      at: found.at,
      as: whatOf(finding),
      isOpen: gone === undefined,
    }));
}

/** Who has left by what the tenant says now, also where the account is still enabled. */
export function leaversNow(drift: TenantReading["drift"]): Ask<boolean> {
  const all = new Set(
    drift
      .filter((one) => one.kind === "leaver" && isOfLeaver(one))
      .map((one) => personKey(one.organisation, thingOf(one), one.about ?? "")),
  );
  return (...parts) => all.has(personKey(...parts));
}

/** Whether a line of the journal says that what was found was changed. */
function isAbout({ about }: Found, { fields = [], people = [] }: JournalLine): boolean {
  if (about === undefined) return true;
  const wanted = about.toLowerCase();
  return (
    fields.some(({ field }) => [wanted, "applications"].includes(field.toLowerCase())) ||
    people.some(({ address }) => address.toLowerCase() === wanted)
  );
}

const COLUMNS = [
  "Organisation",
  "Calendar or policy",
  "State",
  "Found",
  "Found by",
  "Closed",
  "Closed by",
  "Code",
  "What",
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const bySearch = ({ run }: { readonly run: { readonly id: string; readonly pipeline?: string } }): string =>
  `search ${run.pipeline ?? run.id}`;
const byRun = ({ run }: JournalLine): string => `run ${run.pipeline ?? run.id}`;

/** Where a finding stands: when and by what it was closed, if it was. */
function standing(
  { finding, gone }: Span,
  { isOpen, run, wasRead }: { isOpen: boolean; run: JournalLine | undefined; wasRead: boolean },
): Pick<Row, "State" | "Closed" | "Closed by"> {
  if (run && !isOpen)
    return { State: isOfLeaver(finding) ? "removed" : "put back", Closed: run.at, "Closed by": byRun(run) };
  if (gone && !isOpen) return { State: "closed", Closed: gone.at, "Closed by": bySearch(gone) };
  return { State: wasRead && !isOpen ? "not found now" : "open", Closed: "", "Closed by": "" };
}

/** What was found by searches and by the reading, and what runs put back. */
export function drift(sources: Sources): Table {
  const { reading, journal, history, spans } = sources;
  const done = doneByThing(journal);
  const now = new Map((reading?.drift ?? []).map((one) => [`${one.organisation} ${findingKey(one)}`, one]));
  const recorded = new Set<string>();
  const put = new Set<string>();
  const ofSpan = (span: Span): Row => {
    const { organisation, finding, found: first, gone } = span;
    const key = `${organisation} ${findingKey(finding)}`;
    const seen = gone ? undefined : now.get(key);
    const thing = thingOf(finding);
    const run = done
      .get(thing.toLowerCase())
      ?.find((one) => one.at > first.at && (!gone || one.at <= gone.at) && isAbout(finding, one));
    if (!gone) recorded.add(key);
    if (run && !seen) put.add(`${thing} ${run.at} ${finding.about ?? ""}`.toLowerCase());
    const isOpen = seen !== undefined;
    return {
      Organisation: organisation,
      "Calendar or policy": thing,
      Found: first.at,
      "Found by": bySearch(first),
      ...standing(span, { isOpen, run, wasRead: reading !== undefined }),
      Code: finding.code,
      What: seen?.what ?? whatOf(finding),
    };
  };
  const found = spans.map(ofSpan);
  const onlyNow = [...now]
    .filter(([key, { kind }]) => !recorded.has(key) && kind !== "information")
    .map(
      ([, one]): Row => ({
        Organisation: one.organisation,
        "Calendar or policy": thingOf(one),
        State: one.kind === "unreadable" ? one.kind : "open",
        ...{ Found: reading?.at ?? "", "Found by": "this reading", Closed: "", "Closed by": "" },
        ...{ Code: one.code, What: one.what },
      }),
    );
  const onlyRuns = closedDrift(journal, history)
    .filter(({ about, line }) => !put.has(`${thingOf(line)} ${line.at} ${about}`.toLowerCase()))
    .map(
      ({ what, line }): Row => ({
        ...{ Organisation: line.organisation, "Calendar or policy": thingOf(line), State: "put back" },
        ...{ Found: line.at, "Found by": byRun(line), Closed: line.at, "Closed by": byRun(line) },
        ...{ Code: "", What: what },
      }),
    );
  return {
    name: "drift",
    title: "Changes outside git",
    about: `What specs and tenant did not agree on: found by which search, and closed by which. “Put back” is what a run changed after it was found, “removed” a leaver that a run took off, “closed” what a later search no longer found: changed back by hand, or taken into the specs. What a run found and put back by itself is told of a field only where the organisation’s specs were the same as at the run before.${sinceWhen(sources)}`,
    columns: COLUMNS,
    rows: rowsOf(COLUMNS, [...found, ...onlyNow, ...onlyRuns]),
  };
}

/** From when on searches are on record: before that, nothing can be concluded from an empty table. */
function sinceWhen({ reading, organisations, searches }: Sources): string {
  const days = organisations.map(({ organisation: { stack } }) => {
    const first = searches.find(({ organisation }) => organisation === stack)?.at.slice(0, 10);
    return { stack, first };
  });
  const never = days.flatMap(({ stack, first }) => (first === undefined ? [stack] : []));
  const known = days.flatMap(({ first }) => first ?? []).sort();
  return [
    known[0] === undefined ? "" : ` Searches are on record since ${known[0]}.`,
    never.length > 0 ? ` No search is on record of ${never.join(", ")}.` : "",
    reading ? "" : " The tenant was not read: “open” is as the last search that is on record left it.",
  ].join("");
}
