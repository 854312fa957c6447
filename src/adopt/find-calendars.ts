import type { GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import { type Business, businesses, parseBusinesses } from "../graph/resources/businesses";
import { resolveUsers } from "../graph/resources/resolve-users";
import type { StaffMember } from "../graph/resources/staff";
import { type DirectoryUser, mailboxPurpose, users } from "../graph/resources/users";
import { type Problem, problem } from "../problem/problem";
import { type CalendarSight, hiddenWords, lookAtCalendars } from "../tenant/calendars";

/** A calendar as it is in the tenant, before anything is known of it. */
export interface FoundCalendar {
  readonly business: Business;
  readonly rows: readonly StaffMember[];
}

/** Somebody on a calendar, as the directory has them. */
export interface FoundPerson {
  readonly user: DirectoryUser;
  /** Graph's word for the kind of mailbox. */
  readonly mailbox: string;
}

/** What there is to adopt, and what could not be found out. */
export interface Found {
  readonly calendars: readonly FoundCalendar[];
  /** By every address of theirs, in lower case. Whoever is missing is not in the directory. */
  readonly people: ReadonlyMap<string, FoundPerson>;
  readonly problems: readonly Problem[];
}

/** What to look for. */
export interface Search {
  readonly shortName: string;
  /** Addresses that were given by hand. */
  readonly addresses: readonly string[];
  /** Addresses in lower case that are on record already. */
  readonly known: ReadonlySet<string>;
  readonly attribute: string;
}

/** Looks for an organisation's calendars, with everybody on them. Reads only. */
export async function findCalendars(graph: GraphClient, search: Search): Promise<Found> {
  const listed = await listedAddresses(graph, search);
  const wanted = [...new Set([...listed.addresses, ...search.addresses].map((one) => one.toLowerCase()))];
  const addresses = wanted.filter((one) => !search.known.has(one));
  const sights = await lookAtCalendars(
    graph,
    addresses.map((address) => ({ address, people: true })),
  );
  const looks = addresses.map((address, index) => lookOf(address, sights[index]));
  const calendars = looks.flatMap((one) => ("business" in one ? [one] : []));
  return {
    calendars,
    people: await peopleOn(graph, calendars, search.attribute),
    problems: [...listed.problems, ...looks.flatMap((one) => ("business" in one ? [] : [one]))],
  };
}

/** A list that failed or may be cut is incomplete, never «none». */
async function listedAddresses(
  graph: GraphClient,
  { shortName }: Search,
): Promise<{ addresses: string[]; problems: Problem[] }> {
  try {
    const { body } = await graph.send(businesses.list(shortName));
    const addresses = parseBusinesses(body).map(({ id }) => id);
    const prefix = shortName.toLowerCase();
    return { addresses: addresses.filter((one) => one.toLowerCase().startsWith(prefix)), problems: [] };
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    const args = { organisation: shortName, why: error.message };
    return { addresses: [], problems: [problem("adopt-list-incomplete", args)] };
  }
}

function lookOf(address: string, sight: CalendarSight | undefined): FoundCalendar | Problem {
  if (sight?.kind === "there") return sight.calendar;
  if (sight?.kind === "absent") return problem("adopt-not-there", { address });
  const why = sight?.kind === "hidden" ? hiddenWords(sight) : (sight?.error.message ?? "nobody looked");
  return problem("adopt-unreadable", { address, why });
}

async function peopleOn(
  graph: GraphClient,
  calendars: readonly FoundCalendar[],
  attribute: string,
): Promise<Map<string, FoundPerson>> {
  const addresses = calendars.flatMap(({ rows, business }) => [
    ...rows.map(({ emailAddress }) => emailAddress),
    business.email,
  ]);
  const asked = addresses.filter((one) => one !== "");
  const found = asked.length > 0 ? await resolveUsers(graph, asked, [attribute]) : new Map();
  const each = [...new Map([...found.values()].map((user: DirectoryUser) => [user.id, user])).values()];
  const outcomes = each.length > 0 ? await graph.sendAll(each.map(({ id }) => users.purpose(id))) : [];
  const mailboxes = new Map(each.map(({ id }, index) => [id, purposeOf(outcomes[index])]));
  return new Map(
    [...found].flatMap(([address, user]) => {
      const person = { user, mailbox: mailboxes.get(user.id) ?? "unknown" };
      return [address, ...user.addresses].map((one) => [one, person] as const);
    }),
  );
}

/** One odd mailbox does not stop the others: what is not told of it is unknown. */
function purposeOf(outcome: GraphOutcome | undefined): string {
  try {
    return outcome ? mailboxPurpose(outcome) : "unknown";
  } catch {
    return "unknown";
  }
}
