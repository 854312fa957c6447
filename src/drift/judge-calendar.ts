import type { Address } from "../model/address";
import { type BookingCalendar, mayRecreate } from "../model/booking-calendar";
import { markerOf } from "../model/calendar-marker";
import type { RecordedStatus } from "../model/calendar-record";
import type { Organisation } from "../model/organisation";
import { type BarReason, barsTo } from "../model/person";
import type { Sighting } from "../model/tenant-facts";
import type { Place } from "../problem/place";
import { type CalendarCase, finding } from "./calendar-case";
import { fieldFindings, joined, peopleFindings } from "./compare-calendar";
import type { Finding } from "./finding";
import { identityFindings } from "./judge-identity";
import type { RecordedFacts } from "./recorded-facts";

/** What is the same for every calendar of an organisation. */
export type Surroundings = Omit<CalendarCase, "wanted" | "recorded" | "seen">;

/** A calendar that a spec knows, and what a look at its address gave. */
export interface Watched {
  readonly wanted: BookingCalendar;
  readonly recorded: RecordedFacts | undefined;
  readonly sighting: Sighting;
}

const aboutOf = (organisation: Organisation, { address }: BookingCalendar) => ({
  args: { calendar: address, organisation: organisation.stack },
  about: { organisation, calendar: address },
});

function compare(calendar: CalendarCase): Finding[] {
  const { organisation, wanted } = calendar;
  const { args, about } = aboutOf(organisation, wanted);
  const { findings, notApplied } = joined([fieldFindings(calendar), peopleFindings(calendar)]);
  const ahead =
    notApplied.length === 0
      ? []
      : [finding("information", about, "drift-not-applied", { ...args, what: notApplied }, wanted.source)];
  const people = [...identityFindings(calendar), ...leaversOf(calendar), ...operatorOf(calendar)];
  const lost = markerOverwritten(calendar);
  return [...findings, ...lost, ...people, ...ahead, ...membershipsOf(calendar)];
}

/** A calendar that was created from specs and carries something else where its marker was: no run writes over it. */
function markerOverwritten({ organisation, wanted, recorded, seen }: CalendarCase): Finding[] {
  const isLost = recorded.knownBy?.marker === "ours" && seen.mark === "none";
  if (wanted.adopted || !isLost || seen.marker.trim() === "") return [];
  const { about } = aboutOf(organisation, wanted);
  const args = { calendar: wanted.address, tenant: seen.marker, marker: markerOf(wanted) };
  return [finding("changed", about, "drift-marker-overwritten", args, wanted.source)];
}

/** The service account, without which nothing can be changed on a calendar. */
function operatorOf({ organisation, wanted, seen, operators, operator, keyOf }: CalendarCase): Finding[] {
  const admins = seen.people.filter(({ role }) => role === "admin");
  const isThere = admins.some(({ address }) => operators.has(address) || operators.has(keyOf(address)));
  if (operator === undefined || isThere) return [];
  const { about } = aboutOf(organisation, wanted);
  const args = { calendar: wanted.address, operator, admins: admins.map(({ address }) => address) };
  return [finding("changed", about, "drift-operator-off-staff", args, wanted.source)];
}

/** A calendar that no run has recorded. */
function unrecorded({ wanted, sighting }: Watched, { organisation }: Surroundings): Finding[] {
  const { args, about } = aboutOf(organisation, wanted);
  if (sighting.what !== "there") {
    return [
      finding("information", about, "drift-not-made", { ...args, name: wanted.address }, wanted.source),
    ];
  }
  const isOurs = sighting.calendar.mark === "ours";
  return isOurs
    ? [finding("information", about, "drift-not-recorded", args, wanted.source)]
    : [finding("unmanaged", about, "drift-address-taken", args, wanted.source)];
}

/** A calendar with which a run has not come to an end. */
function unfinished(
  wanted: BookingCalendar,
  organisation: Organisation,
  status: RecordedStatus,
  at: Place,
): Finding {
  const { args, about } = aboutOf(organisation, wanted);
  return finding("information", about, "drift-unfinished", { ...args, name: wanted.address, status }, at);
}

/** A calendar that the specs want deleted. */
function tombstone({ wanted, recorded, sighting }: Watched, { organisation }: Surroundings): Finding[] {
  const { args, about } = aboutOf(organisation, wanted);
  const at = wanted.placeOf("/status");
  if (recorded?.status === "deleting" || recorded?.status === "awaiting-removal")
    return [unfinished(wanted, organisation, recorded.status, at)];
  if (recorded && recorded.status !== "deleted")
    return [finding("information", about, "drift-not-applied", { ...args, what: ["deletion"] }, at)];
  return sighting.what === "there" ? [finding("alive", about, "drift-alive-again", args, at)] : [];
}

/** A calendar that another organisation is to have: how it is there, is that organisation's concern. */
function passed({ wanted, recorded }: Watched, { organisation }: Surroundings): Finding[] {
  if (recorded === undefined || recorded.status === "handed-over") return [];
  const { args, about } = aboutOf(organisation, wanted);
  const what = { ...args, what: ["hand-over"] };
  return [finding("information", about, "drift-not-applied", what, wanted.placeOf("/status"))];
}

function active(watched: Watched, surroundings: Surroundings): Finding[] {
  const { wanted, recorded, sighting } = watched;
  const { organisation } = surroundings;
  const { args, about } = aboutOf(organisation, wanted);
  const isNotHeld = recorded === undefined || recorded.status === "handed-over";
  if (isNotHeld && wanted.handover?.from) {
    const what = { ...args, what: ["take-over"] };
    return [finding("information", about, "drift-not-applied", what, wanted.source)];
  }
  if (recorded === undefined) return unrecorded(watched, surroundings);
  switch (recorded.status) {
    case "half-made":
    case "deleting":
    case "awaiting-removal":
      return [unfinished(wanted, organisation, recorded.status, wanted.source)];
    case "handed-over": {
      const locked = { address: wanted.address, to: "another organisation" };
      return [finding("changed", about, "handover-is-locked", locked, wanted.placeOf("/status"))];
    }
    case "deleted":
      return [
        finding(
          "changed",
          about,
          "tombstone-revived",
          { address: wanted.address },
          wanted.placeOf("/status"),
        ),
      ];
    default:
  }
  const marker = sighting.what === "there" ? sighting.calendar.awaitedMark : undefined;
  if (marker !== undefined) {
    const which = { address: wanted.address, marker };
    return [finding("unmanaged", about, "calendar-mark-lost", which, wanted.source)];
  }
  if (sighting.what === "there")
    return compare({ ...surroundings, wanted, recorded, seen: sighting.calendar });
  if (recorded.unseen) {
    const why = { ...args, why: "it was made moments ago and does not show yet" };
    return [finding("unreadable", about, "drift-calendar-unreadable", why, wanted.source)];
  }
  if (mayRecreate(wanted.recreate, recorded.recreations)) {
    return [
      finding("information", about, "drift-not-applied", { ...args, what: ["recreate"] }, wanted.source),
    ];
  }
  const times = recorded.recreations === undefined ? {} : { times: recorded.recreations + 1 };
  return [finding("missing", about, "drift-calendar-missing", { ...args, ...times }, wanted.source)];
}

/** Everything that specs, state and tenant do not agree on about one calendar. Doubt gives only that it is in doubt. */
export function judgeCalendar(watched: Watched, surroundings: Surroundings): Finding[] {
  const { wanted, sighting } = watched;
  if (wanted.status === "handed-over") return passed(watched, surroundings);
  if (sighting.what === "unreadable") {
    const { args, about } = aboutOf(surroundings.organisation, wanted);
    const why = { ...args, why: sighting.why };
    return [finding("unreadable", about, "drift-calendar-unreadable", why, wanted.source)];
  }
  return wanted.status === "deleted" ? tombstone(watched, surroundings) : active(watched, surroundings);
}

/** Members who have still to approve Microsoft's e-mail, or have declined: no one's mistake, but good to know. */
function membershipsOf({ organisation, wanted, seen, keyOf }: CalendarCase): Finding[] {
  const members = new Map((Object.keys(wanted.members) as Address[]).map((one) => [keyOf(one), one]));
  return seen.people.flatMap(({ address, membership }) => {
    const member = members.get(keyOf(address));
    if (member === undefined || (membership !== "pending" && membership !== "rejected")) return [];
    return [
      finding(
        "information",
        { organisation, calendar: wanted.address },
        membership === "pending" ? "drift-membership-pending" : "drift-membership-rejected",
        { calendar: wanted.address, address: member },
        wanted.memberPlace(member),
      ),
    ];
  });
}

type Case = Pick<CalendarCase, "organisation" | "wanted" | "directory">;

interface Leaver {
  readonly address: Address;
  readonly reason: BarReason;
}

/** People in a spec who can no longer be on a calendar: rows USR-3 and USR-2. */
function leaversOf({ organisation, wanted, directory }: Case): Finding[] {
  if (directory.what !== "read") return [];
  const members = Object.keys(wanted.members) as Address[];
  const leavers = members.flatMap((address): Leaver[] => {
    const [reason] = barsTo(directory.people.get(address));
    return reason === undefined ? [] : [{ address, reason }];
  });
  const left = new Set(leavers.map(({ address }) => address));
  const hasAdmin = members.some((address) => wanted.members[address] === "admin" && !left.has(address));
  const about = { organisation, calendar: wanted.address };
  const args = { calendar: wanted.address, organisation: organisation.stack };
  const people = leavers.map(({ address, reason }) => {
    const isLast = wanted.members[address] === "admin" && !hasAdmin;
    const code = isLast ? "drift-last-admin-left" : "drift-leaver";
    return finding("leaver", about, code, { ...args, address, reason }, wanted.memberPlace(address));
  });
  const reply =
    wanted.replyTo === "" || directory.people.has(wanted.replyTo)
      ? []
      : [
          finding(
            "leaver",
            about,
            "drift-reply-address-lost",
            { ...args, address: wanted.replyTo },
            wanted.placeOf("/replyTo"),
          ),
        ];
  return [...people, ...reply];
}
