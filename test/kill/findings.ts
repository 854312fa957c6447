import { calendarOf } from "../lifecycles/invariants/moment";
import { adminLosses } from "../lifecycles/invariants/never-without-admin";
import type { LoggedRequest, TenantCalendar } from "../playground/emulated-tenant";
import { FOREIGN } from "./bases";
import type { Kind, Organisation, Wanted } from "./kind";
import { policyFindings } from "./policy-findings";
import type { Sight } from "./sight";

/** Everything that is judged when a case is over. */
export interface Ending {
  readonly kind: Kind;
  readonly before: Sight;
  readonly after: Sight;
  /** All that was asked of the tenant in between. */
  readonly log: readonly LoggedRequest[];
  /** Texts that may stand in no record. */
  readonly secrets: readonly string[];
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const find = <T extends { readonly address: string }>(list: readonly T[], address: string): T | undefined =>
  list.find((one) => same(one.address, address));

/** The calendar as asked for: no one and nothing missing, no one and nothing twice. */
function differences(wanted: Wanted, calendar: TenantCalendar | undefined): string[] {
  if (!calendar) return [`${wanted.address} is not there`];
  const staff = calendar.staff.map(({ address, role }) => `${address.toLowerCase()}: ${role}`).sort();
  const asked = Object.entries(wanted.staff)
    .map(([address, role]) => `${address}: ${role}`)
    .sort();
  return [
    ...(calendar.phone === wanted.phone ? [] : [`${wanted.address} has the phone ${calendar.phone}`]),
    ...(staff.join() === asked.join() ? [] : [`${wanted.address} has the staff ${staff.join(", ")}`]),
    ...(calendar.services.length === 1 ? [] : [`${wanted.address} has ${calendar.services.length} services`]),
    ...(calendar.isPublished ? [`${wanted.address} is published`] : []),
  ];
}

/** The tenant holds what the specs ask for, the foreign calendar, and nothing else. */
function tenantFindings({ kind, before, after }: Ending): string[] {
  const known = [...kind.wanted.map(({ address }) => address), FOREIGN];
  const foreign = [before, after].map(({ calendars }) => JSON.stringify(find(calendars, FOREIGN)));
  return [
    ...kind.wanted.flatMap((one) => differences(one, find(after.calendars, one.address))),
    ...kind.gone.filter((address) => find(after.calendars, address)).map((one) => `${one} is still there`),
    ...after.calendars
      .filter(({ address }) => !known.some((one) => same(one, address)) && !kind.gone.includes(address))
      .map(({ address }) => `${address} is an orphan or a duplicate`),
    ...(foreign[0] === foreign[1] ? [] : ["the foreign calendar has changed"]),
  ];
}

/** The state knows each calendar and each policy once, as it is; nothing is under way or locked. */
function stateFindings({ kind, after }: Ending): string[] {
  const standing = after.kept
    .map(({ stack, name, status }) => `${stack} ${name.toLowerCase()}: ${status}`)
    .sort();
  const said = (status: string, name: string, stack: Organisation = "leeds"): string =>
    `${stack} ${name.toLowerCase()}: ${status}`;
  const expected = [
    ...kind.wanted.map(({ address, holder }) => said("active", address, holder)),
    ...(kind.policy?.wanted ?? []).map(({ name }) => said("active", name)),
    ...[...kind.gone, ...(kind.policy?.gone ?? [])].map((name) => said("deleted", name)),
    ...(kind.handedOver ?? []).map((name) => said("handed-over", name)),
  ].sort();
  return [
    ...(standing.join() === expected.join() ? [] : [`the state holds ${standing.join(", ") || "nothing"}`]),
    ...(after.pending === 0 ? [] : [`the state holds ${after.pending} pending operations`]),
    ...after.locks.map((file) => `a lock is left: ${file.split("/").slice(-3).join("/")}`),
  ];
}

/** Who is booked stays so, and a calendar that is handed over is written by one organisation and then by the other. */
function handoverFindings({ kind, before, after, log }: Ending): string[] {
  const { handedOver = [], disturbed = "leeds" } = kind;
  const wrong = handedOver.flatMap((address) => {
    const writers = log
      .filter((one) => one.effect === "write" && one.via !== "portal" && same(calendarOf(one) ?? "", address))
      .map(({ who }) => who.split(".")[1] ?? who);
    const turns = writers.filter((who, at) => who !== writers[at - 1]).join(", ");
    const expected = [...new Set([disturbed, "york"])].join(", ");
    return turns === expected
      ? []
      : [`${address} was written by ${turns || "no one"}, and not by ${expected}`];
  });
  const moved = kind.wanted.filter(({ address }) => {
    const was = before.booked.get(address.toLowerCase());
    return was !== undefined && was !== after.booked.get(address.toLowerCase());
  });
  return [...wrong, ...moved.map(({ address }) => `${address} has other appointments or customers`)];
}

/** What was sent from first to last, whatever the end looks like. */
function logFindings({ kind, before, after, log }: Ending): string[] {
  const writes = log.filter(({ effect, via }) => effect === "write" && via !== "portal");
  const made = writes.filter(({ operation }) => operation === "bookingBusiness.create").length;
  const expected = kind.wanted.length + kind.gone.length + 1 - before.calendars.length;
  const deleted = writes.filter(({ operation }) => operation === "bookingBusiness.delete");
  const locked = deleted.filter((one) => !kind.gone.some((address) => same(address, calendarOf(one) ?? "")));
  return [
    ...(made === expected ? [] : [`${made} calendars were made, and not ${expected}`]),
    ...locked.map(({ path }) => `deleted though no spec says so: ${path}`),
    ...(deleted.length <= kind.gone.length ? [] : [`${deleted.length} deletions were sent and done`]),
    ...writes
      .filter((one) => same(calendarOf(one) ?? "", FOREIGN))
      .map(({ method, path }) => `not ours: ${method} ${path}`),
    ...adminLosses(before.rows, after.rows, writes),
  ];
}

/** What is wrong at the end of a case, in sentences. Pure. */
export function findingsOf(ending: Ending): readonly string[] {
  const { kind, before, after, log, secrets } = ending;
  const leaked = secrets.filter((secret) => after.records.includes(secret)).length;
  return [
    ...tenantFindings(ending),
    ...stateFindings(ending),
    ...logFindings(ending),
    ...handoverFindings(ending),
    ...policyFindings(kind, before, after, log),
    ...(leaked === 0 ? [] : [`${leaked} secrets stand in state, journal or backups`]),
    ...(/eyJ[\w-]{10,}\./.test(after.records) ? ["a token stands in state, journal or backups"] : []),
  ];
}
