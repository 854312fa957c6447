import type { Grouping, Summary, Totals } from "../../src/activity/summary";
import { evidence } from "../../src/audit/evidence";
import { type Files, tableFiles } from "../../src/audit/pack";
import { siteFiles } from "../../src/audit/site";
import type { Sources } from "../../src/audit/sources";
import { type ReviewedPlan, reviewed } from "../../src/plan/reviewed-plan";
import { type SearchLine, spansOf } from "../../src/records/findings";
import { everyKind } from "../report/changes";
import { journalLines } from "../report/journal-lines";
import { calendar, tenant } from "../support/model";

const step = (commit: string) => ({
  commit,
  at: "2026-11-23T10:00:00.000Z",
  writtenAt: "2026-11-23T09:00:00.000Z",
  author: "Lee Doe",
  subject: "Change people",
});

const hf = calendar({ members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
const access = { organisation: "leeds", kind: "calendar", thing: hf.address, role: "admin" } as const;

const left = { code: "drift-leaver", calendar: hf.address, about: "bob.jones@nhs.net", reason: "disabled" };

const searches: readonly SearchLine[] = [
  {
    ...{ schema: 1, at: "2026-11-20T02:17:00.000Z", organisation: "leeds", previous: "" },
    run: { id: "s1", host: "runner", user: "lee" },
    found: [left, { code: "drift-field-changed", calendar: hf.address, about: "phone" }],
    gone: [],
  },
];

/** What auditors' evidence is made from, with something of every kind. */
export const sources: Sources = {
  at: step("abcdef0123456789"),
  tenant,
  organisations: [
    {
      organisation: {
        name: "Leeds",
        stack: "leeds",
        shortName: "Leeds",
        directoryName: "Leeds",
        status: "active",
        pipelines: {},
        limitOverrides: [],
      },
      calendars: [hf],
      policies: [],
    } as never,
  ],
  history: {
    accesses: [
      { ...access, person: "amy.shah@nhs.net", since: step("c1") },
      { ...access, person: "carol.evans@nhs.net", since: step("c1"), until: step("c2") },
    ],
    deletions: [
      {
        organisation: "leeds",
        thing: "LeedsCardiologyA@nhs.net",
        reason: "It moved",
        confirm: "LeedsCardiologyA@nhs.net",
        asked: step("c2"),
      },
    ],
    permissions: [
      {
        ...{ organisation: "leeds", calendar: "", what: "calendarsDeleted", number: "3", about: "" },
        ...{ reason: "A merger", owner: "Lee Doe", expires: "2026-12-01", since: step("c1") },
      },
    ],
    unreadable: [{ path: "specs/leeds/x.yaml", commit: "c0" }],
  },
  journal: journalLines,
  searches,
  spans: spansOf(searches),
  reviews: [
    {
      file: "reviews/leeds/2026-11.yaml",
      organisation: "leeds",
      started: "2026-11-01",
      reviewer: "Lee Doe",
      finished: "2026-11-02",
      next: "2027-11-01",
      decisions: [{ calendar: hf.address, person: "amy.shah@nhs.net", role: "admin", decision: "keep" }],
    },
  ],
  owners: [{ path: "/specs/leeds/", owners: "@leeds-approvers" }],
};

/** The evidence's files that end so, one after the other. */
export function evidenceFiles(from: Sources, end: string): string {
  const tables = evidence(from);
  const files: Files = new Map([...tableFiles(tables), ...siteFiles(from, tables)]);
  return [...files].flatMap(([path, text]) => (path.endsWith(end) ? [text] : [])).join("\n");
}

/** A plan with a step of every kind. */
export const reviewedPlan: ReviewedPlan = {
  schemaVersion: 1,
  tool: "0.1.0",
  tenantId: tenant.tenantId,
  organisations: [
    reviewed(
      { organisation: "leeds", changes: everyKind },
      {
        tenantId: tenant.tenantId,
        isRequired: true,
        files: [],
        seen: new Map(),
        people: { "amy.shah@nhs.net": "5edc2b06-1d06-42cc-9390-55004b1361a0" },
        overrides: [{ limit: "deletions", number: 3, expires: "2026-12-01" }],
      },
      { "specs/leeds/calendars/heart-failure.yaml": "sha256:5b" },
    ),
  ],
};

const totals: Totals = { appointments: 3, customers: 3, minutes: 90 };

/** What an activity report counts, as lists: each name once in each grouping. */
export const activity: Readonly<Record<Grouping, readonly (readonly [string, Totals])[]>> = {
  calendar: [["LeedsCardiologyHeartFailure", totals]],
  clinician: [["Amy Shah", totals]],
  service: [["ECG", totals]],
  week: [["2026-11-23", totals]],
};

export const summaryOf = (lists: typeof activity): Summary => ({
  calendar: new Map(lists.calendar),
  clinician: new Map(lists.clinician),
  service: new Map(lists.service),
  week: new Map(lists.week),
});
