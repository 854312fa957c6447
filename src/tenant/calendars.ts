import type { GraphCall, GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import { appointments, countAppointments, futureAppointments } from "../graph/resources/appointments";
import { businessLooks, parseBusinesses } from "../graph/resources/business-looks";
import { type Business, parseBusiness, services } from "../graph/resources/businesses";
import { resolveUsers } from "../graph/resources/resolve-users";
import {
  parseStaff,
  type StaffMember,
  staff,
  type TeamMemberWord,
  teamMemberWordIn,
} from "../graph/resources/staff";
import { parseUsers, users } from "../graph/resources/users";
import { answerOf } from "../graph/send-with-retries";
import { isRecord } from "../graph/wire";

/** A calendar as it is in the tenant. */
export interface LiveCalendar {
  readonly business: Business;
  /** Empty where the question was not about people. */
  readonly rows: readonly StaffMember[];
  /** Graph's word for team members, where there is one. */
  readonly teamMemberWord: TeamMemberWord | undefined;
  /** Appointments from the moment asked about on; zero where the question was not about them. */
  readonly booked: number;
  /** Graph's own words, for backups and for what only one reader needs. */
  readonly told: {
    readonly business: unknown;
    readonly staff: readonly unknown[];
    readonly services: readonly unknown[];
  };
}

/** Why a calendar may be there although Bookings does not show it. */
export type Hidden =
  /** The sign-in has no role in it. */
  | { readonly why: "no-role" }
  /** Its address belongs to an account in the directory: its own, still or already, or someone else's. */
  | { readonly why: "account"; readonly account: string }
  /** A person's sign-in sees only the calendars it belongs to. */
  | { readonly why: "sees-own-only" }
  /** Bookings does not show it, and the directory was not asked. */
  | { readonly why: "not-confirmed" };

/** What a look at an address gave. Only `absent` says that nothing is there: everything else may be a calendar. */
export type CalendarSight =
  | { readonly kind: "there"; readonly calendar: LiveCalendar }
  | { readonly kind: "absent" }
  | ({ readonly kind: "hidden" } & Hidden)
  | { readonly kind: "unreadable"; readonly error: GraphError };

/** What is asked about one address. */
export interface CalendarQuestion {
  readonly address: string;
  /** Who is on it. */
  readonly people?: boolean;
  /** What can be booked on it. */
  readonly services?: boolean;
  /** How many appointments there are from then on, for as far ahead as people book. */
  readonly bookedFrom?: Date;
  /** Where the appointments are counted only up to then. */
  readonly bookedUntil?: Date;
  /** Only what Bookings itself shows: the directory is not asked, so that nothing is ever `absent`. */
  readonly bookingsOnly?: boolean;
}

/** A question with its answer. */
export interface Looked<Question extends CalendarQuestion> {
  readonly question: Question;
  readonly sight: CalendarSight;
}

/** Looks at some addresses: all calendars in full batches, then the directory for those that Bookings does not show. */
export async function lookAtCalendars<Question extends CalendarQuestion>(
  graph: GraphClient,
  questions: readonly Question[],
): Promise<Looked<Question>[]> {
  const groups = questions.map(callsFor);
  const outcomes = await graph.sendAll(groups.flat());
  let from = 0;
  const looks = questions.map((question, index) => {
    const length = groups[index]?.length ?? 0;
    from += length;
    return { question, sight: sightOf(question, outcomes.slice(from - length, from)) };
  });
  return confirmAbsence(graph, looks);
}

/** The same for one address. */
export async function lookAtCalendar(graph: GraphClient, question: CalendarQuestion): Promise<CalendarSight> {
  const [look] = await lookAtCalendars(graph, [question]);
  return look?.sight ?? unreadable(undefined);
}

/** The calendar, if it is there; undefined if it is certain that it is not. Doubt is thrown. */
export function calendarIn(sight: CalendarSight): LiveCalendar | undefined {
  switch (sight.kind) {
    case "there":
      return sight.calendar;
    case "absent":
      return undefined;
    case "hidden":
      throw failure(businessLooks.get(""), hiddenWords(sight));
    case "unreadable":
      throw sight.error;
  }
}

/** The calendar that Bookings shows; undefined where it shows none, which does not confirm that there is none. */
export function shownIn(sight: CalendarSight): LiveCalendar | undefined {
  return isUnconfirmed(sight) ? undefined : calendarIn(sight);
}

/** Doubt is thrown, but for an account at the address of a calendar that Bookings does not have. */
export function isAbsent(sight: CalendarSight): boolean {
  return sight.kind === "hidden" ? false : calendarIn(sight) === undefined;
}

/** In words for people, as the end of a sentence. */
export function hiddenWords(hidden: Hidden): string {
  switch (hidden.why) {
    case "no-role":
      return "there is a calendar, and the sign-in has no role in it";
    case "account":
      return "Bookings does not show it, but its account is still in the directory";
    case "sees-own-only":
      return "the sign-in sees only calendars it belongs to";
    case "not-confirmed":
      return "Bookings does not show it, and the directory was not asked";
  }
}

function callsFor(question: CalendarQuestion): GraphCall[] {
  const { address } = question;
  return [
    businessLooks.get(address),
    ...(question.people ? [staff.list(address)] : []),
    ...(question.services ? [services.list(address)] : []),
    ...(question.bookedFrom ? [appointmentsIn(question, question.bookedFrom)] : []),
  ];
}

const appointmentsIn = ({ address, bookedUntil }: CalendarQuestion, from: Date): GraphCall =>
  bookedUntil ? appointments.between(address, from, bookedUntil) : futureAppointments(address, from);

function sightOf(question: CalendarQuestion, [found, ...others]: readonly GraphOutcome[]): CalendarSight {
  const { address } = question;
  if (!found?.ok) return unseen(found?.error);
  const business = parseBusiness(found.answer.body);
  if (!business) return notUnderstood(businessLooks.get(address));
  const failed = others.find((one) => !one.ok);
  if (failed?.ok === false) return { kind: "unreadable", error: failed.error };
  const bodies = others.map((one) => answerOf(one).body);
  const people = question.people ? bodies.shift() : EMPTY;
  const offered = listIn(question.services ? bodies.shift() : EMPTY);
  const booked = countAppointments(question.bookedFrom ? bodies.shift() : EMPTY);
  const rows = parseStaff(people);
  if (!rows) return notUnderstood(staff.list(address), "a row of its staff has no address or no role");
  if (!offered) return notUnderstood(services.list(address));
  if (booked === undefined) return notUnderstood(futureAppointments(address, new Date(0)));
  const told = { business: found.answer.body, staff: listIn(people) ?? [], services: offered };
  return {
    kind: "there",
    calendar: { business, rows, teamMemberWord: teamMemberWordIn(people), booked, told },
  };
}

/** In place of what was not asked for. */
const EMPTY = { value: [] };

const listIn = (body: unknown): readonly unknown[] | undefined =>
  isRecord(body) && Array.isArray(body["value"]) ? body["value"] : undefined;

function unseen(error: GraphError | undefined): CalendarSight {
  if (error?.kind === "not-found") return { kind: "hidden", why: "not-confirmed" };
  if (error?.kind === "no-role") return { kind: "hidden", why: "no-role" };
  return unreadable(error);
}

const isUnconfirmed = (sight: CalendarSight): boolean =>
  sight.kind === "hidden" && sight.why === "not-confirmed";

/** Absent is what an application that sees all calendars cannot find, and what is not an account in the directory either. */
async function confirmAbsence<Question extends CalendarQuestion>(
  graph: GraphClient,
  looks: Looked<Question>[],
): Promise<Looked<Question>[]> {
  const asked = looks.filter(({ question, sight }) => !question.bookingsOnly && isUnconfirmed(sight));
  if (asked.length === 0) return looks;
  const accounts = await accountsAt(
    graph,
    asked.map(({ question }) => question.address),
  );
  const seesAll = (await graph.claims()).account === undefined;
  const confirmed = (address: string): CalendarSight => {
    if (accounts instanceof GraphError) return { kind: "unreadable", error: accounts };
    const account = accounts.get(address.toLowerCase());
    if (account !== undefined || seesAll) return atFreeAddress(account);
    return { kind: "hidden", why: "sees-own-only" };
  };
  return looks.map((look) =>
    asked.includes(look) ? { ...look, sight: confirmed(look.question.address) } : look,
  );
}

async function accountsAt(
  graph: GraphClient,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string> | GraphError> {
  try {
    const found = await resolveUsers(graph, addresses);
    return new Map([...found].map(([address, { displayName }]) => [address, displayName]));
  } catch (error) {
    if (error instanceof GraphError && error.kind !== "aborted") return error;
    throw error;
  }
}

/** What has an address or a name that a calendar is to get. */
export interface NameInTenant {
  /** The calendar at the address; hidden where only an account is there. */
  readonly atAddress: CalendarSight;
  /** Calendars of the same name under other addresses. */
  readonly others: readonly Business[];
}

/**
 * Looks before a creation, in one batch: at the address in Bookings and in the directory, and for other calendars of that
 * name. Whatever cannot be read whole is thrown: a creation must not rest on it.
 */
export async function lookForName(
  graph: GraphClient,
  address: string,
  displayName: string,
): Promise<NameInTenant> {
  const [own, list, account] = await graph.sendAll([
    businessLooks.get(address),
    businessLooks.list(displayName),
    users.byAlias([address]),
  ]);
  const named = parseBusinesses(answerOf(list).body).filter(
    (one) => same(one.displayName, displayName) && !same(one.id, address),
  );
  // an operator who looks for itself may not read the directory: then Graph refuses an address that is in use
  const isDenied = account?.ok === false && account.error.kind === "denied";
  const accounts = isDenied ? [] : parseUsers(answerOf(account).body);
  const details = await lookAtCalendars(
    graph,
    named.map(({ id }) => ({ address: id, bookingsOnly: true })),
  );
  // a list may still show what was deleted moments ago
  const others = details.flatMap(({ sight: one }) => shownIn(one)?.business ?? []);
  const sight = sightOf({ address }, own ? [own] : []);
  const [taken] = accounts;
  return {
    atAddress: isUnconfirmed(sight) ? atFreeAddress(taken?.displayName) : sight,
    others,
  };
}

const atFreeAddress = (account: string | undefined): CalendarSight =>
  account === undefined ? { kind: "absent" } : { kind: "hidden", why: "account", account };

function unreadable(error: GraphError | undefined): CalendarSight {
  return { kind: "unreadable", error: error ?? failure(businessLooks.get(""), "no answer") };
}

function notUnderstood(call: GraphCall, why = "the answer is not in the expected form"): CalendarSight {
  return { kind: "unreadable", error: failure(call, why) };
}

function failure({ method, path }: GraphCall, detail: string): GraphError {
  return new GraphError({ kind: "unavailable", method, path, status: 200, detail });
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
