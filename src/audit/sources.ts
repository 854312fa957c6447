import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Found, SearchLine, Span } from "../records/findings";
import type { JournalLine } from "../records/journal";
import type { Access, Deletion, History } from "./history";
import type { Review } from "./review";
import type { Step } from "./revision";

/** What a look at the tenant told of a person on a calendar or in the group of a policy. */
export type Live =
  | "active"
  | "pending"
  | "rejected"
  | "without licence"
  | "unknown"
  | "not there"
  | "unreadable"
  | "not read";

/** What was read of the tenant, if anything was. */
export interface TenantReading {
  /** When it was read, in UTC. */
  readonly at: string;
  /** Of a person on a calendar or in a policy: both in lower case. */
  live(kind: Access["kind"], thing: string, person: string): Live;
  /** Of a calendar in lower case: is there an account, or can it not be told? */
  account(calendar: string): "there" | "not there" | "unreadable";
  /** Of a person in lower case. */
  person(address: string): "enabled" | "disabled" | "not in the directory" | "unreadable";
  /** The organisation that the directory names for a person in lower case; empty where it names none. */
  organisation(person: string): string;
  /** Differences between specs and tenant, in words; of `information` that is none, and what could not be read. */
  readonly drift: readonly (Found & {
    readonly organisation: string;
    readonly kind: string;
    readonly what: string;
  })[];
}

/** Everything that evidence is made from. */
export interface Sources {
  /** The last moment that the evidence is about: that of its commit. */
  readonly at: Step;
  readonly tenant: Tenant | undefined;
  readonly organisations: readonly OrganisationModel[];
  readonly history: History;
  readonly journal: readonly JournalLine[];
  /** Searches for drift that found or closed something, and the first of each organisation. */
  readonly searches: readonly SearchLine[];
  /** What they found, from when to when. */
  readonly spans: readonly Span[];
  readonly reviews: readonly Review[];
  /** Who approves changes of which files, as in CODEOWNERS. */
  readonly owners: readonly { readonly path: string; readonly owners: string }[];
  readonly reading?: TenantReading;
}

/** What is known of one matter, as a table. */
export interface Table {
  /** Also the name of its file. */
  readonly name: string;
  readonly title: string;
  /** What it shows, and what it cannot. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The cells of rows, in the order of the columns. */
export const rowsOf = <C extends string>(
  columns: readonly C[],
  rows: readonly Readonly<Record<C, string>>[],
) => rows.map((row) => columns.map((column) => row[column]));

/** The table of some things, by what each column says of one of them. */
export function tableOf<T>(
  about: Pick<Table, "name" | "title" | "about">,
  all: readonly T[],
  cells: Readonly<Record<string, (one: T) => string>>,
): Table {
  const rows = all.map((one) => Object.values(cells).map((cell) => cell(one)));
  return { ...about, columns: Object.keys(cells), rows };
}

/** Finds in the journal when a change was applied. */
export class Applied {
  readonly #lines: ReadonlyMap<string, readonly JournalLine[]>;

  constructor(journal: readonly JournalLine[]) {
    this.#lines = doneByThing(journal);
  }

  /** The first time that something was done about a person after a change, or about the thing when none is named. */
  find(thing: string, after: Step, person?: string): JournalLine | undefined {
    return this.#lines
      .get(thing.toLowerCase())
      ?.find(
        ({ at, run, people = [] }) =>
          (at >= after.at || run.commit === after.commit) &&
          (person === undefined || people.some(({ address }) => address.toLowerCase() === person)),
      );
  }

  /** Of a calendar's deletion. */
  deletion({ thing, asked }: Deletion): JournalLine | undefined {
    return this.#lines.get(thing.toLowerCase())?.find(({ what, at }) => what === "delete" && at >= asked.at);
  }
}

/** The subject of a finding or a line: a calendar, a policy, or the organisation as a whole. */
export const thingOf = ({
  calendar,
  policy,
}: {
  readonly calendar?: string;
  readonly policy?: string;
}): string => calendar ?? policy ?? "";

/** By calendar or policy in lower case, the lines that say that something was done to it. */
export const doneByThing = (journal: readonly JournalLine[]): ReadonlyMap<string, readonly JournalLine[]> =>
  Map.groupBy(
    journal.filter(({ outcome }) => outcome === "done" || outcome === "partly"),
    (line) => thingOf(line).toLowerCase(),
  );

const NOT_RECORDED = "not recorded";

/** The day of a moment. */
export const day = (at: string): string => at.slice(0, 10);

/** When a change was applied, as the journal says. */
export const appliedAt = (line: JournalLine | undefined): string => line?.at ?? NOT_RECORDED;

/** Who approved it. */
export const approvedBy = (line: JournalLine | undefined): string => line?.run.approvedBy ?? NOT_RECORDED;
