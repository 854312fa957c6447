import { expect } from "chai";
import { type CalendarField, calendarFields } from "../../src/model/calendar-fields";
import { calendar, leeds } from "../support/model";
import { type Loader, withRow } from "./mutated-row";

type Seen = Readonly<Record<string, unknown>>;

const texts: Readonly<Record<string, string>> = {
  tenantId: "t",
  organisation: "Leeds",
  serviceArea: "Cardiology",
  clinicName: "HeartFailure",
  address: "a@nhs.net",
  displayName: "HeartFailure",
  status: "active",
  replyTo: "hf@nhs.net",
  phone: "ext. one",
  marker: "managed from git",
  viewerRole: "viewer",
};
/** What Graph calls a field, where that is another word. */
const graphNames: Readonly<Record<string, string>> = { replyTo: "email", marker: "businessType" };
const record = (more: object = {}): object => ({
  ...texts,
  members: {},
  live: { status: "active" },
  ...more,
});

/** What each use of the calendars' table makes of one field. */
function calendarUses(field: string, from: Loader): Seen {
  const { compareFields } = from("src/plan/compare") as typeof import("../../src/plan/compare");
  const handler = from(
    "providers/booking-calendar/diff",
  ) as typeof import("../../providers/booking-calendar/diff");
  const { fieldFindings } = from(
    "src/drift/compare-calendar",
  ) as typeof import("../../src/drift/compare-calendar");
  const { businessPatch } = from(
    "providers/booking-calendar/update/calendar-tasks",
  ) as typeof import("../../providers/booking-calendar/update/calendar-tasks");
  const { fromGraph } = from(
    "providers/booking-calendar/record/record-of",
  ) as typeof import("../../providers/booking-calendar/record/record-of");
  const { parseInputs } = from(
    "providers/booking-calendar/record/parse-record",
  ) as typeof import("../../providers/booking-calendar/record/parse-record");
  const { fieldWord } = from("src/report/change-words") as typeof import("../../src/report/change-words");
  const { tombstoneEdits } = from(
    "src/preflight/compare-with-inventory",
  ) as typeof import("../../src/preflight/compare-with-inventory");
  const { fixedLabels } = from(
    "src/model/calendar-fields",
  ) as typeof import("../../src/model/calendar-fields");
  const business = {
    id: "a",
    displayName: "HeartFailure",
    email: "hf@nhs.net",
    phone: "ext. one",
    businessType: "managed from git",
    isPublished: true,
  };
  const differences = ["LOUDER", "other", ""].map((word) => {
    const changed = { [field]: word === "LOUDER" ? texts[field]?.toUpperCase() : word };
    const deleted = record({ status: "deleted", live: { status: "deleted" } });
    const wanted = { ...calendar(), ...texts, ...changed };
    const entry = { ...texts, status: "deleted", file: "x", members: {} };
    const live = { ...business, [graphNames[field] ?? field]: changed[field] };
    return {
      plan: compareFields(texts, { ...texts, ...changed }).length,
      planOfDeleted: compareFields(
        { ...texts, status: "deleted" },
        { ...texts, ...changed, status: "deleted" },
      ).length,
      handler: handler.diffCalendar(record(), record(changed)),
      tombstone: handler.tombstoneDiffers(deleted, { ...deleted, [field]: changed[field] }),
      lock: tombstoneEdits(entry as never, { ...wanted, status: "deleted" } as never).map(({ at }) => at),
      drift: fieldFindings({
        about: leeds(),
        args: {},
        wanted,
        seen: texts,
        recorded: { knownBy: { marker: "ours" } },
      } as never).findings.map(({ problem }) => problem.at),
      written: businessPatch(business, record(changed) as never, "kept" as never, false),
      recorded: fromGraph(live as never, { ...texts, adopted: true } as never),
    };
  });
  return {
    differences,
    label: fieldWord(field),
    fixed: fixedLabels[field],
    older: readOlder(parseInputs, field),
  };
}

/** What is read of inputs of a version that did not know a field yet. */
function readOlder(parse: (value: unknown) => object, field: string): string {
  try {
    const { [field]: _, ...others } = texts;
    const read: Seen = { ...parse({ ...others, members: {} }) };
    return `read as “${String(read[field])}”`;
  } catch {
    return "unreadable";
  }
}

/** The names of the uses whose answer is another one. */
function noticedBy(usual: Seen, mutated: Seen): string[] {
  const before = usual["differences"] as readonly Seen[];
  const after = mutated["differences"] as readonly Seen[];
  const names = before.flatMap((one, index) =>
    Object.keys(one).filter((use) => JSON.stringify(one[use]) !== JSON.stringify(after[index]?.[use])),
  );
  const words = ["label", "fixed", "older"].filter((use) => usual[use] !== mutated[use]);
  return [...new Set([...names, ...words])].sort();
}

/** Which uses must notice a wrong entry. */
const MUST_NOTICE: Readonly<
  Record<string, { wrong(row: CalendarField): object; uses(row: CalendarField, field: string): string[] }>
> = {
  comparison: {
    wrong: ({ comparison }) => ({ comparison: comparison === "exact" ? "ignore-case" : "exact" }),
    uses: ({ editable, graph }) => [
      ...(editable ? ["plan", "handler"] : []),
      ...(graph ? ["drift", "written", "recorded"] : []),
    ],
  },
  "tombstone's lock": {
    wrong: ({ lockedByTombstone }) => ({ lockedByTombstone: !lockedByTombstone }),
    uses: ({ from, editable }, field) => [
      ...(editable && field !== "status" ? ["planOfDeleted", "tombstone"] : []),
      ...(from === "spec" ? ["lock"] : []),
    ],
  },
  "drift flag": {
    wrong: ({ drift }) => ({ drift: !drift }),
    uses: ({ graph }) => (graph ? ["drift"] : []),
  },
  "flag of what is compared only where it is asked for": {
    wrong: ({ ifAsked }) => ({ ifAsked: !ifAsked }),
    uses: ({ editable, graph }) => [
      ...(editable ? ["plan", "handler"] : []),
      ...(graph ? ["drift", "written"] : []),
    ],
  },
  editability: {
    wrong: ({ editable }) => ({ editable: !editable }),
    uses: () => ["plan", "handler", "fixed"],
  },
  label: { wrong: () => ({ label: "Something else" }), uses: () => ["label"] },
  "place in a spec": {
    wrong: () => ({ pointer: "/elsewhere" }),
    uses: ({ from, drift }) => [...(drift ? ["drift"] : []), ...(from === "spec" ? ["lock"] : [])],
  },
  "who says what it is": {
    wrong: ({ from }) => ({ from: from === "spec" ? "tenant" : "spec" }),
    uses: ({ from }) => (from === "spec" ? ["lock"] : []),
  },
  "what older records are read as": {
    wrong: () => ({ before: "something else" }),
    uses: (_, field) => (field === "viewerRole" ? [] : ["older"]),
  },
  "name in Graph": {
    wrong: ({ graph }) => ({ graph: graph === "phone" ? "email" : "phone" }),
    uses: ({ graph }) => (graph ? ["written", "recorded"] : []),
  },
};

describe("a wrong entry in the table of a calendar's fields", function () {
  this.timeout(20_000);
  const fields = Object.keys(calendarFields) as (keyof typeof calendarFields)[];
  const usual = (field: string): Seen =>
    withRow("calendar-fields", "calendarFields", field, {}, (from) => calendarUses(field, from));

  for (const [entry, { wrong, uses }] of Object.entries(MUST_NOTICE)) {
    it(`(${entry}) is noticed by each of its uses, whatever the field`, () => {
      for (const field of fields) {
        const row: CalendarField = calendarFields[field];
        const expected = uses(row, field);
        if (expected.length === 0) continue;
        const mutated = withRow("calendar-fields", "calendarFields", field, wrong(row), (from) =>
          calendarUses(field, from),
        );
        expect(noticedBy(usual(field), mutated), field).to.include.members(expected);
      }
    });
  }

  it("would also differ from the entries written down here", () => {
    const flags = ({ comparison, editable, lockedByTombstone, drift, graph, label }: CalendarField): string =>
      [
        label,
        graph ?? "-",
        comparison,
        editable ? "editable" : "fixed",
        lockedByTombstone ? "locked" : "free",
        drift ? "drift" : "-",
      ].join(", ");
    expect(fields.map((field) => `${field}: ${flags(calendarFields[field])}`)).to.deep.equal([
      "tenantId: The tenant, -, exact, fixed, free, -",
      "organisation: The organisation, -, exact, fixed, free, -",
      "serviceArea: The service area, -, exact, fixed, free, -",
      "clinicName: The clinic name, -, exact, fixed, free, -",
      "address: The address, -, exact, fixed, free, -",
      "displayName: Display name, displayName, exact, editable, locked, drift",
      "status: Status, -, exact, editable, locked, -",
      "replyTo: Reply address, email, ignore-case, editable, locked, drift",
      "phone: Phone number, phone, exact, editable, locked, drift",
      "marker: Marker, businessType, ignore-case, editable, free, drift",
      "viewerRole: Viewers see, -, exact, editable, free, -",
    ]);
  });
});
