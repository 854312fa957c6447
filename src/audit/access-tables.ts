import type { Access, Step } from "./history";
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

/** Who left, and who was removed. */
export function leavers({ history, reading }: Sources, applied: Applied): Table {
  const gone = (person: string): string => reading?.person(person) ?? "not read";
  const removed = history.accesses.flatMap((access) => {
    const { until } = access;
    if (!until) return [];
    const line = applied.find(access.thing, until, access.person);
    const taken = line ? days(until.writtenAt, line.at) : "";
    return [
      [
        access.organisation,
        access.thing,
        access.person,
        gone(access.person),
        "",
        day(until.writtenAt),
        appliedAt(line),
        taken,
      ],
    ];
  });
  const left = history.accesses
    .filter(({ until, person }) => !until && ["disabled", "not in the directory"].includes(gone(person)))
    .map(({ organisation, thing, person }) => [
      organisation,
      thing,
      person,
      gone(person),
      day(reading?.at ?? ""),
      "",
      "still on it",
      "",
    ]);
  return {
    name: "leavers",
    title: "Leavers and removals",
    about:
      "People whose account is disabled or no longer in the directory and who are still on a calendar, if the tenant was read; and everyone who was removed, with the days from the request until it was applied. “Seen” is the day of that reading. When someone left the organisation is not known here.",
    columns: [
      "Organisation",
      "Calendar or policy",
      "Person",
      "Account",
      "Seen",
      "Removal requested",
      "Removed",
      "Days",
    ],
    rows: [...left, ...removed],
  };
}
