import type { GraphClient } from "../graph/graph-client";
import type { Business } from "../graph/resources/businesses";
import type { StaffMember } from "../graph/resources/staff";
import { chunked } from "../graph/wire";
import { ownership } from "../model/calendar-marker";
import { isPerson, isSameOrganisation, type LookedUp, type Person } from "../model/person";
import { type Problem, problem } from "../problem/problem";
import { type CalendarSight, hiddenWords, lookAtCalendars } from "../tenant/calendars";
import { listAll, listByName } from "../tenant/list-calendars";
import { lookAtPeople, mailboxesOf } from "../tenant/people";

/** A calendar as it is in the tenant, before anything is known of it. */
export interface FoundCalendar {
  readonly business: Business;
  readonly rows: readonly StaffMember[];
}

/** What there is to adopt, and what could not be found out. */
export interface Found {
  readonly calendars: readonly FoundCalendar[];
  /** By every address of theirs, in lower case. Whoever is missing is not in the directory. */
  readonly people: ReadonlyMap<string, Person>;
  readonly problems: readonly Problem[];
}

interface Search {
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

/** How many calendars are read at a time, so that progress can be told: twenty requests. */
const AT_A_TIME = 100;

/** Looks for an organisation's calendars, with everybody on them. Reads only. */
export async function findCalendars(graph: GraphClient, search: Search): Promise<Found> {
  const named = await listByName(graph, search.shortName);
  const prefix = search.shortName.toLowerCase();
  const ours = lowerCased(named.addresses).filter((one) => one.startsWith(prefix));
  const wanted = [...ours, ...lowerCased(search.addresses)];
  const lists = [
    ...(search.operator ? [await listAll(search.operator)] : []),
    ...(search.everywhere ? [await listAll(graph)] : []),
  ];
  const own = unknown(wanted, search);
  const others = unknown(
    lists.flatMap(({ addresses }) => lowerCased(addresses)),
    search,
  ).filter((one) => !own.includes(one) && !search.others.some((prefix) => one.startsWith(prefix)));
  const looks = await lookAt(graph, [...own, ...others], search);
  const there = (addresses: readonly string[]): FoundCalendar[] =>
    addresses.flatMap((one) => calendarAt(looks.get(one)) ?? []);
  const known = await lookAtPeople(graph, {
    others: there([...own, ...others]).flatMap(addressesOn),
    attribute: search.attribute,
  });
  const staffed = there(others).map((one) => ({ one, whose: whoseStaff(one, known, search) }));
  const calendars = [...there(own), ...staffed.flatMap(({ one, whose }) => (whose === "ours" ? [one] : []))];
  const organisation = search.shortName;
  const incomplete = [named, ...lists].flatMap((one) => one.incomplete);
  return {
    calendars,
    people: await peopleOn(graph, calendars, known),
    problems: [
      ...[...new Set(incomplete)].map((why) => problem("adopt-list-incomplete", { organisation, why })),
      ...staffed.flatMap(({ one, whose }) =>
        whose === "shared" ? [problem("adopt-perhaps-ours", { address: one.business.id, organisation })] : [],
      ),
      ...own.flatMap((address) => whyNot(address, looks.get(address)) ?? []),
    ],
  };
}

const lowerCased = (addresses: readonly string[]): string[] => addresses.map((one) => one.toLowerCase());

const unknown = (addresses: readonly string[], { known }: Search): string[] =>
  [...new Set(addresses)].filter((one) => !known.has(one));

async function lookAt(
  graph: GraphClient,
  addresses: readonly string[],
  { onProgress }: Search,
): Promise<Map<string, CalendarSight>> {
  const looks = new Map<string, CalendarSight>();
  for (const some of chunked(addresses, AT_A_TIME)) {
    onProgress?.(looks.size, addresses.length);
    const questions = some.map((address) => ({ address, people: true }));
    for (const { question, sight } of await lookAtCalendars(graph, questions))
      looks.set(question.address, sight);
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
  people: ReadonlyMap<string, LookedUp>,
  { operators, directoryName, everywhere }: Search,
): "ours" | "shared" | "others" {
  if (ownership(business.businessType, "") === "foreign") return "others";
  if (rows.some(({ emailAddress }) => operators.has(emailAddress.toLowerCase()))) return "ours";
  if (!everywhere) return "others";
  const admins = rows.filter(({ role }) => role === "administrator");
  const ours = admins.filter(({ emailAddress }) => {
    const one = people.get(emailAddress.toLowerCase());
    return one && isPerson(one) && isSameOrganisation(one.organisation, directoryName);
  });
  if (ours.length === 0) return "others";
  return ours.length === admins.length ? "ours" : "shared";
}

function whyNot(address: string, sight: CalendarSight | undefined): Problem | undefined {
  if (sight?.kind === "there") return undefined;
  if (sight?.kind === "absent") return problem("adopt-not-there", { address });
  const why = sight?.kind === "hidden" ? hiddenWords(sight) : (sight?.error.message ?? "no one looked");
  return problem("adopt-unreadable", { address, why });
}

const addressesOn = ({ rows, business }: FoundCalendar): string[] =>
  [...rows.map(({ emailAddress }) => emailAddress), business.email].filter((one) => one !== "");

/** The people on some calendars by all their addresses, with their mailboxes: one odd mailbox does not stop the others. */
async function peopleOn(
  graph: GraphClient,
  calendars: readonly FoundCalendar[],
  known: ReadonlyMap<string, LookedUp>,
): Promise<Map<string, Person>> {
  const found = calendars.flatMap(addressesOn).flatMap((address) => {
    const one = known.get(address.toLowerCase());
    return one && isPerson(one) ? [[address.toLowerCase(), one] as const] : [];
  });
  const mailboxes = await mailboxesOf(
    graph,
    found.map(([, person]) => person),
  );
  return new Map(
    found.flatMap(([address, person]) =>
      [address, ...person.addresses].map((one) => [one, { ...person, ...mailboxes.get(person.id) }] as const),
    ),
  );
}
