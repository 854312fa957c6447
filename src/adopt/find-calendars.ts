import type { GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import type { Business } from "../graph/resources/businesses";
import { resolveUsers } from "../graph/resources/resolve-users";
import type { StaffMember } from "../graph/resources/staff";
import { type DirectoryUser, mailboxPurpose, users } from "../graph/resources/users";
import { chunked, textOf } from "../graph/wire";
import { ownership } from "../model/calendar-marker";
import { type Problem, problem } from "../problem/problem";
import { type CalendarSight, hiddenWords, lookAtCalendars } from "../tenant/calendars";
import { listAll, listByName } from "./list-calendars";

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
  /** What the directory calls the organisation. */
  readonly directoryName: string;
  /** Addresses that were given by hand. */
  readonly addresses: readonly string[];
  /** Addresses in lower case that are on record already. */
  readonly known: ReadonlySet<string>;
  /** Short names of the other organisations: what begins with one is not looked at. */
  readonly others: readonly string[];
  readonly attribute: string;
  /** The accounts that make the organisation's calendars, in lower case. */
  readonly operators: ReadonlySet<string>;
  /** The calendar operator, which is shown the calendars that it is on. */
  readonly operator?: GraphClient;
  /** Look at every calendar of the tenant that Graph lists, for those with the organisation's people as admins. */
  readonly everywhere: boolean;
  onProgress?(done: number, total: number): void;
}

/** Calendars are read so many at a time, so that progress can be told: twenty requests. */
const AT_A_TIME = 100;

/** Looks for an organisation's calendars, with everybody on them. Reads only. */
export async function findCalendars(graph: GraphClient, search: Search): Promise<Found> {
  const named = await listByName(graph, search.shortName);
  const wanted = [...named.addresses, ...search.addresses.map((one) => one.toLowerCase())];
  const lists = [
    ...(search.operator ? [await listAll(search.operator)] : []),
    ...(search.everywhere ? [await listAll(graph)] : []),
  ];
  const own = unknown(wanted, search);
  const others = unknown(
    lists.flatMap(({ addresses }) => addresses),
    search,
  ).filter((one) => !own.includes(one) && !search.others.some((prefix) => one.startsWith(prefix)));
  const looks = await lookAt(graph, [...own, ...others], search);
  const there = (addresses: readonly string[]): FoundCalendar[] =>
    addresses.flatMap((one) => calendarAt(looks.get(one)) ?? []);
  const users = await usersOn(graph, there([...own, ...others]), search.attribute);
  const staffed = there(others).map((one) => ({ one, whose: whoseStaff(one, users, search) }));
  const calendars = [...there(own), ...staffed.flatMap(({ one, whose }) => (whose === "ours" ? [one] : []))];
  const organisation = search.shortName;
  const incomplete = [named, ...lists].flatMap((one) => one.incomplete);
  return {
    calendars,
    people: await peopleOn(graph, calendars, users),
    problems: [
      ...[...new Set(incomplete)].map((why) => problem("adopt-list-incomplete", { organisation, why })),
      ...staffed.flatMap(({ one, whose }) =>
        whose === "shared" ? [problem("adopt-perhaps-ours", { address: one.business.id, organisation })] : [],
      ),
      ...own.flatMap((address) => whyNot(address, looks.get(address)) ?? []),
    ],
  };
}

const unknown = (addresses: readonly string[], { known }: Search): string[] =>
  [...new Set(addresses)].filter((one) => !known.has(one));

async function lookAt(
  graph: GraphClient,
  addresses: readonly string[],
  { onProgress }: Search,
): Promise<Map<string, CalendarSight | undefined>> {
  const looks = new Map<string, CalendarSight | undefined>();
  for (const some of chunked(addresses, AT_A_TIME)) {
    onProgress?.(looks.size, addresses.length);
    const sights = await lookAtCalendars(
      graph,
      some.map((address) => ({ address, people: true })),
    );
    for (const [index, address] of some.entries()) looks.set(address, sights[index]);
  }
  return looks;
}

const calendarAt = (sight: CalendarSight | undefined): FoundCalendar | undefined =>
  sight?.kind === "there" ? sight.calendar : undefined;

/**
 * Whose a calendar is that has another name, by its staff: ours with our operator on it, or with our people as its only
 * admins; shared where our people are admins beside others'.
 */
function whoseStaff(
  { rows, business }: FoundCalendar,
  users: ReadonlyMap<string, DirectoryUser>,
  { operators, directoryName, attribute, everywhere }: Search,
): "ours" | "shared" | "others" {
  if (ownership(business.businessType, "") === "foreign") return "others";
  if (rows.some(({ emailAddress }) => operators.has(emailAddress.toLowerCase()))) return "ours";
  if (!everywhere) return "others";
  const admins = rows.filter(({ role }) => role === "administrator");
  const ours = admins.filter(({ emailAddress }) => {
    const user = users.get(emailAddress.toLowerCase());
    return textOf(user?.raw[attribute]).toLowerCase() === directoryName.toLowerCase();
  });
  if (ours.length === 0) return "others";
  return ours.length === admins.length ? "ours" : "shared";
}

function whyNot(address: string, sight: CalendarSight | undefined): Problem | undefined {
  if (sight?.kind === "there") return undefined;
  if (sight?.kind === "absent") return problem("adopt-not-there", { address });
  const why = sight?.kind === "hidden" ? hiddenWords(sight) : (sight?.error.message ?? "nobody looked");
  return problem("adopt-unreadable", { address, why });
}

/** Everybody on some calendars and behind their reply addresses, by every address of theirs. */
async function usersOn(
  graph: GraphClient,
  calendars: readonly FoundCalendar[],
  attribute: string,
): Promise<Map<string, DirectoryUser>> {
  const asked = calendars.flatMap(addressesOn);
  return asked.length > 0 ? resolveUsers(graph, asked, [attribute]) : new Map<string, DirectoryUser>();
}

const addressesOn = ({ rows, business }: FoundCalendar): string[] =>
  [...rows.map(({ emailAddress }) => emailAddress), business.email].filter((one) => one !== "");

async function peopleOn(
  graph: GraphClient,
  calendars: readonly FoundCalendar[],
  known: ReadonlyMap<string, DirectoryUser>,
): Promise<Map<string, FoundPerson>> {
  const found = calendars.flatMap(addressesOn).flatMap((address) => known.get(address.toLowerCase()) ?? []);
  const each = [...new Map(found.map((user) => [user.id, user])).values()];
  const outcomes = each.length > 0 ? await graph.sendAll(each.map(({ id }) => users.purpose(id))) : [];
  const mailboxes = new Map(each.map(({ id }, index) => [id, purposeOf(outcomes[index])]));
  const people = new Map(
    each.map((user) => [user.id, { user, mailbox: mailboxes.get(user.id) ?? "unknown" }]),
  );
  const entries = [...known].flatMap(([address, { id, addresses }]) => {
    const person = people.get(id);
    return person ? [address, ...addresses].map((one) => [one, person] as const) : [];
  });
  return new Map(entries);
}

/** One odd mailbox does not stop the others: what is not told of it is unknown. */
function purposeOf(outcome: GraphOutcome | undefined): string {
  try {
    return outcome ? mailboxPurpose(outcome) : "unknown";
  } catch {
    return "unknown";
  }
}
