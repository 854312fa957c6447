import { leaversNow, seenLeavers } from "./drift-table";
import type { Access } from "./history";
import type { Step } from "./revision";
import { type Applied, appliedAt, approvedBy, day, type Sources, type Table } from "./sources";

const hours = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 3_600_000).toFixed(1);
const days = (from: string, to: string): string =>
  ((Date.parse(to) - Date.parse(from)) / 86_400_000).toFixed(1);

/** What the tenant said of someone when it was read. */
const NOW = ["Live", "Account", "Organisation now"];

const ACCESS = [
  "Organisation",
  "Calendar",
  "Person",
  "Role",
  "Since",
  "Until",
  "Since commit",
  "Requested by",
  "Approved by",
  "Applied",
  ...NOW,
];

const accessRow = (
  { organisation, kind, thing, person, role, since, until }: Access,
  applied: Applied,
  reading: Sources["reading"],
): string[] => {
  const line = applied.find(thing, since, person);
  return [
    organisation,
    thing,
    person,
    role,
    day(since.at),
    until ? day(until.at) : "",
    since.commit.slice(0, 12),
    since.author,
    approvedBy(line),
    appliedAt(line),
    ...(until
      ? NOW.map(() => "")
      : [
          reading?.live(kind, thing.toLowerCase(), person) ?? "not read",
          reading?.person(person) ?? "not read",
          reading?.organisation(person) ?? "not read",
        ]),
  ];
};

/** Who was on which calendar. */
export function people({ history, reading }: Sources, applied: Applied): Table {
  const rows = history.accesses
    .filter(({ kind }) => kind === "calendar")
    .map((access) => accessRow(access, applied, reading));
  return {
    name: "people",
    title: "People on calendars",
    about:
      "Who was on which calendar, from when to when, by which commit. “Live”, “Account” and “Organisation now” are what the tenant said when it was read: an account and its access move with whoever changes the organisation; “not recorded” means that the journal has no line of it.",
    columns: ACCESS,
    rows,
  };
}

/** Who was in which user policy. */
export function policies({ history, reading }: Sources, applied: Applied): Table {
  const rows = history.accesses
    .filter(({ kind }) => kind === "policy")
    .map((access) => accessRow(access, applied, reading));
  return {
    name: "policies",
    title: "People in user policies",
    about:
      "Who had Bookings enabled, from when to when. “Live” is what the policy’s group said when it was read: “without licence” is someone in the group who could not be given what the policy asks for.",
    columns: ACCESS.map((column) => (column === "Calendar" ? "Policy" : column)),
    rows,
  };
}

/** Who was given access, and who lost it. */
export function changes({ history }: Sources, applied: Applied): Table {
  const one = (access: Access, step: Step, what: string): string[] => {
    const line = applied.find(access.thing, step, access.person);
    const asRow = [access.organisation, access.thing, what, access.person, access.role];
    const times = [step.writtenAt, step.at, appliedAt(line), line ? hours(step.writtenAt, line.at) : ""];
    return [...asRow, step.author, approvedBy(line), ...times, step.commit.slice(0, 12), step.subject];
  };
  const rows = history.accesses.flatMap((access) => [
    one(access, access.since, "added"),
    ...(access.until ? [one(access, access.until, "removed")] : []),
  ]);
  const merged = 8;
  return {
    name: "changes",
    title: "Changes of access",
    about:
      "Every change of who has access: requested, merged and applied, and the hours from the request until it was applied.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "What",
      "Person",
      "Role",
      "Requested by",
      "Approved by",
      "Requested",
      "Merged",
      "Applied",
      "Hours",
      "Commit",
      "Subject",
    ],
    rows: rows.sort((a, b) => ((a[merged] ?? "") < (b[merged] ?? "") ? 1 : -1)),
  };
}

const GONE = ["disabled", "not in the directory"];

/** Who left, and who was removed. */
export function leavers({ history, reading, spans }: Sources, applied: Applied): Table {
  const account = (person: string): string => reading?.person(person) ?? "not read";
  const seenOf = seenLeavers(spans);
  const isLeftNow = leaversNow(reading?.drift ?? []);
  const removed = history.accesses.flatMap(({ organisation, thing, person, until }) => {
    if (!until) return [];
    const line = applied.find(thing, until, person);
    const seen = seenOf(organisation, thing, person).find(({ at }) => at <= (line?.at ?? until.at));
    const at = line?.at;
    return [
      [
        ...[organisation, thing, person, account(person)],
        ...[day(seen?.at ?? ""), seen?.as ?? ""],
        ...[day(until.writtenAt), appliedAt(line)],
        ...[at && seen ? days(seen.at, at) : "", at ? days(until.writtenAt, at) : ""],
      ],
    ];
  });
  const left = history.accesses.flatMap(({ organisation, thing, person, until }) => {
    const seen = seenOf(organisation, thing, person).find(({ isOpen }) => isOpen);
    const isGone = GONE.includes(account(person)) || isLeftNow(organisation, thing, person);
    // where the reading says nothing, what the last search left open counts
    const isSeen = seen !== undefined && ["not read", "unreadable"].includes(account(person));
    if (until || !(isGone || isSeen)) return [];
    return [
      [
        ...[organisation, thing, person, account(person)],
        ...[day(seen?.at ?? reading?.at ?? ""), seen?.as ?? ""],
        ...["", "still on it", "", ""],
      ],
    ];
  });
  return {
    name: "leavers",
    title: "Leavers and removals",
    about:
      "People who have left and are still on a calendar or in a policy; and everyone who was removed. “Seen” is the day of the first search for drift that found that they had left, or of this reading where none had; with the days from then, and from the request, until the removal was applied. When someone left the organisation is not known here.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "Person",
      "Account",
      "Seen",
      "Seen as",
      "Removal requested",
      "Removed",
      "Days since seen",
      "Days since requested",
    ],
    rows: [...left, ...removed],
  };
}
