import type { JournalLine } from "../../src/records/journal";

const base = {
  schema: 1,
  at: "2026-11-23T10:40:00.000Z",
  organisation: "Leeds",
  run: {
    id: "0f7c1a52-0000-4000-8000-000000000001",
    host: "runner-1",
    user: "ci",
    pipeline: "build 7",
    commit: "abc",
  },
  specs: "5b".repeat(32),
  previous: "",
  calendar: "LeedsCardiologyA@nhs.net",
} as const;

/** A line of every kind of outcome. */
export const journalLines: readonly JournalLine[] = [
  {
    ...base,
    what: "create",
    outcome: "done",
    fields: [{ field: "phone", to: "+44 113 496 0000" }],
    people: [{ address: "amy.shah@nhs.net", to: "admin" }],
  },
  { ...base, what: "update", outcome: "failed", problem: "graph-refused" },
  {
    ...base,
    what: "delete",
    outcome: "begun",
    reason: "Moved to York",
    futureAppointments: 3,
    backup: "/srv/backups/leeds/leedscardiologya-0123456789abcdef.json",
  },
  { ...base, what: "delete", outcome: "partly", problem: "deletion-refused", fields: [], people: [] },
  {
    ...base,
    what: "delete",
    outcome: "done",
    fields: [{ field: "status", from: "active", to: "deleted" }],
    people: [{ address: "amy.shah@nhs.net", from: "admin" }],
  },
];
