import { leaversNow, seenLeavers } from "./drift-table";
import type { Access } from "./history";
import { type Applied, appliedAt, approvedBy, day, type Sources, type Table, tableOf } from "./sources";

const hours = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 3_600_000).toFixed(1);
const days = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 86_400_000).toFixed(1);

/** Who was on which calendar, or in which policy, and what the tenant said of them when it was read. */
function accessTable(
  about: Parameters<typeof tableOf>[0],
  kind: Access["kind"],
  { history, reading }: Sources,
  applied: Applied,
): Table {
  const all = history.accesses
    .filter((one) => one.kind === kind)
    .map((one) => ({ ...one, line: applied.find(one.thing, one.since, one.person) }));
  const now = ({ until }: Access, told: string | undefined): string => (until ? "" : (told ?? "not read"));
  return tableOf(about, all, {
    Organisation: ({ organisation }) => organisation,
    [kind === "calendar" ? "Calendar" : "Policy"]: ({ thing }) => thing,
    Person: ({ person }) => person,
    Role: ({ role }) => role,
    Since: ({ since }) => day(since.at),
    Until: ({ until }) => (until ? day(until.at) : ""),
    "Since commit": ({ since }) => since.commit.slice(0, 12),
    "Requested by": ({ since }) => since.author,
    "Approved by": ({ line }) => approvedBy(line),
    Applied: ({ line }) => appliedAt(line),
    Live: (one) => now(one, reading?.live(kind, one.thing.toLowerCase(), one.person)),
    Account: (one) => now(one, reading?.person(one.person)),
    "Organisation now": (one) => now(one, reading?.organisation(one.person)),
  });
}

/** Who was on which calendar. */
export function people(sources: Sources, applied: Applied): Table {
  const about = {
    name: "people",
    title: "People on calendars",
    about:
      "Who was on which calendar, from when to when, by which commit. “Live”, “Account” and “Organisation now” are what the tenant said when it was read: an account and its access move with whoever changes the organisation; “not recorded” means that the journal has no line of it.",
  };
  return accessTable(about, "calendar", sources, applied);
}

/** Who was in which user policy. */
export function policies(sources: Sources, applied: Applied): Table {
  const about = {
    name: "policies",
    title: "People in user policies",
    about:
      "Who had Bookings enabled, from when to when. “Live” is what the policy’s group said when it was read: “without licence” is someone in the group who could not be given what the policy asks for.",
  };
  return accessTable(about, "policy", sources, applied);
}

/** Who was given access, and who lost it. */
export function changes({ history }: Sources, applied: Applied): Table {
  const all = history.accesses
    .flatMap((access) => [
      { ...access, step: access.since, what: "added" },
      ...(access.until ? [{ ...access, step: access.until, what: "removed" }] : []),
    ])
    .map((one) => ({ ...one, line: applied.find(one.thing, one.step, one.person) }));
  const about = {
    name: "changes",
    title: "Changes of access",
    about:
      "Every change of who has access: requested, merged and applied, and the hours from the request until it was applied.",
  };
  return tableOf(
    about,
    all.sort((one, other) => (one.step.at < other.step.at ? 1 : -1)),
    {
      Organisation: ({ organisation }) => organisation,
      "Calendar or policy": ({ thing }) => thing,
      What: ({ what }) => what,
      Person: ({ person }) => person,
      Role: ({ role }) => role,
      "Requested by": ({ step }) => step.author,
      "Approved by": ({ line }) => approvedBy(line),
      Requested: ({ step }) => step.writtenAt,
      Merged: ({ step }) => step.at,
      Applied: ({ line }) => appliedAt(line),
      Hours: ({ step, line }) => (line ? hours(step.writtenAt, line.at) : ""),
      Commit: ({ step }) => step.commit.slice(0, 12),
      Subject: ({ step }) => step.subject,
    },
  );
}

const GONE = ["disabled", "not in the directory"];

/** Who left, and who was removed. */
export function leavers({ history, reading, spans }: Sources, applied: Applied): Table {
  const account = (person: string): string => reading?.person(person) ?? "not read";
  const seenOf = seenLeavers(spans);
  const isLeftNow = leaversNow(reading?.drift ?? []);
  const removed = history.accesses.flatMap((access) => {
    const { organisation, thing, person, until } = access;
    if (!until) return [];
    const line = applied.find(thing, until, person);
    const seen = seenOf(organisation, thing, person).find(({ at }) => at <= (line?.at ?? until.at));
    return [{ ...access, until, line, seen, seenAt: seen?.at ?? "" }];
  });
  const left = history.accesses.flatMap((access) => {
    const { organisation, thing, person, until } = access;
    const seen = seenOf(organisation, thing, person).find(({ isOpen }) => isOpen);
    const isGone = GONE.includes(account(person)) || isLeftNow(organisation, thing, person);
    // where the reading says nothing, what the last search left open counts
    const isSeen = seen !== undefined && ["not read", "unreadable"].includes(account(person));
    if (until || !(isGone || isSeen)) return [];
    return [{ ...access, until, line: undefined, seen, seenAt: seen?.at ?? reading?.at ?? "" }];
  });
  const about = {
    name: "leavers",
    title: "Leavers and removals",
    about:
      "People who have left and are still on a calendar or in a policy; and everyone who was removed. “Seen” is the day of the first search for drift that found that they had left, or of this reading where none had; with the days from then, and from the request, until the removal was applied. When someone left the organisation is not known here.",
  };
  return tableOf(about, [...left, ...removed], {
    Organisation: ({ organisation }) => organisation,
    "Calendar or policy": ({ thing }) => thing,
    Person: ({ person }) => person,
    Account: ({ person }) => account(person),
    Seen: ({ seenAt }) => day(seenAt),
    "Seen as": ({ seen }) => seen?.as ?? "",
    "Removal requested": ({ until }) => day(until?.writtenAt ?? ""),
    Removed: ({ until, line }) => (until ? appliedAt(line) : "still on it"),
    "Days since seen": ({ seen, line }) => (seen && line ? days(seen.at, line.at) : ""),
    "Days since requested": ({ until, line }) => (until && line ? days(until.writtenAt, line.at) : ""),
  });
}
