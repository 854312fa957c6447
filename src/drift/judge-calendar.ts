import type { Address } from "../model/address";
import { mayRecreate } from "../model/booking-calendar";
import { markerOf } from "../model/calendar-marker";
import type { RecordedStatus } from "../model/calendar-record";
import { type BarReason, barsTo } from "../model/person";
import type { Place } from "../problem/place";
import {
  type CalendarAbout,
  type CalendarCase,
  finding,
  type Surroundings,
  type Watched,
} from "./calendar-case";
import { fieldFindings, peopleFindings } from "./compare-calendar";
import type { Finding } from "./finding";
import { identityFindings } from "./judge-identity";

/** What the specs ask for, and no run has applied yet. */
function notApplied({ about, args, wanted }: Case, what: readonly string[], at = wanted.source): Finding {
  return finding("information", about, "drift-not-applied", { ...args, what }, at);
}

function compare(calendar: CalendarCase): Finding[] {
  const compared = [fieldFindings(calendar), peopleFindings(calendar)];
  const ahead = compared.flatMap((one) => one.notApplied);
  return [
    ...compared.flatMap(({ findings }) => findings),
    ...markerOverwritten(calendar),
    ...identityFindings(calendar),
    ...leaversOf(calendar),
    ...operatorOf(calendar),
    ...(ahead.length === 0 ? [] : [notApplied(calendar, ahead)]),
    ...membershipsOf(calendar),
  ];
}

/** A calendar that was created from specs and carries something else where its marker was: no run writes over it. */
function markerOverwritten({ about, wanted, recorded, seen }: CalendarCase): Finding[] {
  const isLost = recorded.knownBy?.marker === "ours" && seen.mark === "none";
  if (wanted.adopted || !isLost || seen.marker.trim() === "") return [];
  const args = { calendar: wanted.address, tenant: seen.marker, marker: markerOf(wanted) };
  return [finding("changed", about, "drift-marker-overwritten", args, wanted.source)];
}

/** The service account, without which nothing can be changed on a calendar. */
function operatorOf({ about, wanted, seen, operators, operator, keyOf }: CalendarCase): Finding[] {
  const admins = seen.people.filter(({ role }) => role === "admin");
  const isThere = admins.some(({ address }) => operators.has(address) || operators.has(keyOf(address)));
  if (operator === undefined || isThere) return [];
  const args = { calendar: wanted.address, operator, admins: admins.map(({ address }) => address) };
  return [finding("changed", about, "drift-operator-off-staff", args, wanted.source)];
}

function unrecorded({ about, args, wanted, sighting }: CalendarAbout): Finding {
  const at = wanted.source;
  if (sighting.what !== "there")
    return finding("information", about, "drift-not-made", { ...args, name: wanted.address }, at);
  return sighting.calendar.mark === "ours"
    ? finding("information", about, "drift-not-recorded", args, at)
    : finding("unmanaged", about, "drift-address-taken", args, at);
}

/** A calendar with which a run has not come to an end. */
function unfinished({ about, args, wanted }: Case, status: RecordedStatus, at: Place): Finding {
  return finding("information", about, "drift-unfinished", { ...args, name: wanted.address, status }, at);
}

function tombstone(one: CalendarAbout): Finding[] {
  const { about, args, wanted, recorded, sighting } = one;
  const at = wanted.placeOf("/status");
  if (recorded?.status === "deleting" || recorded?.status === "awaiting-removal")
    return [unfinished(one, recorded.status, at)];
  if (recorded && recorded.status !== "deleted") return [notApplied(one, ["deletion"], at)];
  return sighting.what === "there" ? [finding("alive", about, "drift-alive-again", args, at)] : [];
}

/** A calendar that another organisation is to have: how it is there, is that organisation's concern. */
function passed(one: CalendarAbout): Finding[] {
  const { wanted, recorded } = one;
  if (recorded === undefined || recorded.status === "handed-over") return [];
  return [notApplied(one, ["hand-over"], wanted.placeOf("/status"))];
}

function active(one: CalendarAbout): Finding[] {
  const { about, args, wanted, recorded, sighting } = one;
  const { address, source } = wanted;
  const isNotHeld = recorded === undefined || recorded.status === "handed-over";
  if (isNotHeld && wanted.handover?.from) return [notApplied(one, ["take-over"])];
  if (recorded === undefined) return [unrecorded(one)];
  const at = wanted.placeOf("/status");
  switch (recorded.status) {
    case "half-made":
    case "deleting":
    case "awaiting-removal":
      return [unfinished(one, recorded.status, source)];
    case "handed-over": {
      const locked = { address, to: "another organisation" };
      return [finding("changed", about, "handover-is-locked", locked, at)];
    }
    case "deleted":
      return [finding("changed", about, "tombstone-revived", { address }, at)];
    default:
  }
  if (sighting.what === "there") {
    const marker = sighting.calendar.awaitedMark;
    return marker === undefined
      ? compare({ ...one, recorded, seen: sighting.calendar })
      : [finding("unmanaged", about, "calendar-mark-lost", { address, marker }, source)];
  }
  if (recorded.unseen) return [unreadable(one, "it was made moments ago and does not show yet")];
  if (mayRecreate(wanted.recreate, recorded.recreations)) return [notApplied(one, ["recreate"])];
  const times = recorded.recreations === undefined ? {} : { times: recorded.recreations + 1 };
  return [finding("missing", about, "drift-calendar-missing", { ...args, ...times }, source)];
}

function unreadable({ about, args, wanted }: CalendarAbout, why: string): Finding {
  return finding("unreadable", about, "drift-calendar-unreadable", { ...args, why }, wanted.source);
}

/** Everything that specs, state and tenant do not agree on about one calendar. Doubt gives only that it is in doubt. */
export function judgeCalendar(watched: Watched, surroundings: Surroundings): Finding[] {
  const { organisation } = surroundings;
  const { address: calendar, status } = watched.wanted;
  const args = { calendar, organisation: organisation.stack };
  const one = { ...surroundings, ...watched, about: { organisation, calendar }, args };
  if (status === "handed-over") return passed(one);
  if (one.sighting.what === "unreadable") return [unreadable(one, one.sighting.why)];
  return status === "deleted" ? tombstone(one) : active(one);
}

/** Members who have still to approve Microsoft's e-mail, or have declined: no one's mistake, but good to know. */
function membershipsOf({ about, wanted, seen, keyOf }: CalendarCase): Finding[] {
  const members = new Map((Object.keys(wanted.members) as Address[]).map((one) => [keyOf(one), one]));
  return seen.people.flatMap(({ address, membership }) => {
    const member = members.get(keyOf(address));
    if (member === undefined || (membership !== "pending" && membership !== "rejected")) return [];
    const code = membership === "pending" ? "drift-membership-pending" : "drift-membership-rejected";
    const args = { calendar: wanted.address, address: member };
    return [finding("information", about, code, args, wanted.memberPlace(member))];
  });
}

type Case = Pick<CalendarCase, "about" | "args" | "wanted">;

/** People in a spec who can no longer be on a calendar: rows USR-3 and USR-2. */
function leaversOf({ about, args, wanted, directory }: CalendarCase): Finding[] {
  if (directory.what !== "read") return [];
  const members = Object.keys(wanted.members) as Address[];
  const leavers = members.flatMap((address): { address: Address; reason: BarReason }[] => {
    const [reason] = barsTo(directory.people.get(address));
    return reason === undefined ? [] : [{ address, reason }];
  });
  const left = new Set(leavers.map(({ address }) => address));
  const hasAdmin = members.some((address) => wanted.members[address] === "admin" && !left.has(address));
  const people = leavers.map(({ address, reason }) => {
    const isLast = wanted.members[address] === "admin" && !hasAdmin;
    const code = isLast ? "drift-last-admin-left" : "drift-leaver";
    return finding("leaver", about, code, { ...args, address, reason }, wanted.memberPlace(address));
  });
  const { replyTo } = wanted;
  if (replyTo === "" || directory.people.has(replyTo)) return people;
  const at = wanted.placeOf("/replyTo");
  const lost = { ...args, address: replyTo };
  return [...people, finding("leaver", about, "drift-reply-address-lost", lost, at)];
}
