import { readFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { sep } from "node:path";
import { expect } from "chai";
import { type CalendarField, calendarFields } from "../../src/model/calendar-fields";
import { policyFields } from "../../src/model/policy-fields";
import { paint } from "../../src/report/paint";
import { calendar, leeds } from "../support/model";

const load = createRequire(__filename);
const undrawn = paint(false);
type Seen = Readonly<Record<string, unknown>>;
type Loader = (file: string) => never;

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
      lock: tombstoneEdits(entry as never, { ...wanted, status: "deleted" } as never).length,
      drift: fieldFindings({
        organisation: leeds().organisation,
        wanted,
        seen: texts,
        recorded: { knownBy: { marker: "ours" } },
      } as never).findings.length,
      written: businessPatch(business, record(changed) as never, "kept" as never, false),
      recorded: fromGraph(live as never, { ...texts, adopted: true } as never),
    };
  });
  return {
    differences,
    label: fieldWord(field),
    fixed: fixedLabels[field],
  };
}

/** The names of the uses whose answer is another one. */
function noticedBy(usual: Seen, mutated: Seen): string[] {
  const before = usual["differences"] as readonly Seen[];
  const after = mutated["differences"] as readonly Seen[];
  const names = before.flatMap((one, index) =>
    Object.keys(one).filter((use) => JSON.stringify(one[use]) !== JSON.stringify(after[index]?.[use])),
  );
  const words = ["label", "fixed"].filter((use) => usual[use] !== mutated[use]);
  return [...new Set([...names, ...words])].sort();
}

/** Runs something with a table in which one row is changed; everything that uses it is loaded again, and put back after. */
function withRow<T>(table: string, name: string, field: string, row: object, run: (from: Loader) => T): T {
  const path = load.resolve(`../../src/model/${table}`);
  const root = path.slice(0, path.indexOf(`${sep}src${sep}model`) + 1);
  const ours = Object.entries(load.cache).filter(
    ([file]) => file.startsWith(root) && !file.includes(`${root}test`),
  );
  for (const [file] of ours) delete load.cache[file];
  try {
    const mutated = new Module(path) as Module & { _compile(source: string, file: string): void };
    mutated.filename = path;
    const change = `Object.assign(exports.${name}.${field}, ${JSON.stringify(row)});`;
    const source = readFileSync(path, "utf8");
    const after = source.search(/^const (names|rows) = /m);
    expect(after).to.be.greaterThan(0);
    load.cache[path] = mutated;
    mutated._compile(`${source.slice(0, after)}${change}${source.slice(after)}`, path);
    return run(((file: string) => load(`../../${file}`)) as unknown as Loader);
  } finally {
    for (const file of Object.keys(load.cache).filter(
      (one) => one.startsWith(root) && !one.includes(`${root}test`),
    ))
      delete load.cache[file];
    for (const [file, module] of ours) load.cache[file] = module;
  }
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

describe("a wrong entry in the table of a policy's fields", () => {
  const policy: Seen = {
    tenantId: "t",
    organisation: "Leeds",
    organisationAttribute: "companyName",
    directoryName: "Leeds",
    policyName: "Visits",
    displayName: "LeedsVisits",
    licence: "ENTERPRISEPACK",
    applications: { Sway: true },
    users: { "amy@nhs.net": true },
    grantsLicence: false,
    status: "active",
  };
  const other: Seen = {
    ...Object.fromEntries(Object.keys(policy).map((field) => [field, "other"])),
    adopt: { group: "g", complete: false },
    deletion: { confirm: "x", reason: "y" },
  };
  const at = { file: "x", line: 1, column: 1 };
  const uses = (field: string, from: Loader): Seen => {
    const { differingFields, policySets } = from(
      "src/model/policy-fields",
    ) as typeof import("../../src/model/policy-fields");
    const { checkPolicy, diffPolicy } = from(
      "providers/user-policy/handler",
    ) as typeof import("../../providers/user-policy/handler");
    const { policyOutlines } = from(
      "src/report/policy-text",
    ) as typeof import("../../src/report/policy-text");
    const { policyFindings } = from(
      "src/drift/judge-policy",
    ) as typeof import("../../src/drift/judge-policy");
    const live = { live: { status: "active" } };
    const changed = { ...policy, [field]: other[field] };
    const retired = { ...policy, status: "deleted" };
    const retiredAndChanged = { ...retired, [field]: field === "status" ? "deleted" : other[field] };
    const sets = { applications: ["Sway"], users: ["amy@nhs.net"] };
    const now = { applications: ["Forms"], users: ["bob@nhs.net"], failures: {} };
    const wanted = { name: "p", displayName: "P", status: "active", spec: sets, ...sets };
    const places = { source: at, placeOf: () => at, userPlace: () => at };
    const switches = ["Added", "Removed"].map((name) => ({ name, on: name === "Added" }));
    const change = { displayName: "P", kind: "update", applications: switches, users: switches };
    return {
      editable: differingFields(policy, changed, "editable"),
      fixed: differingFields(policy, changed, "fixed"),
      retired: differingFields(retired, retiredAndChanged, "editable"),
      handler: diffPolicy({ ...policy, ...live }, changed),
      handlerOfRetired: diffPolicy({ ...retired, ...live }, retiredAndChanged),
      check: checkPolicy({ groupName: () => "LeedsVisits" }, policy, changed).failures,
      sets: policySets,
      text: policyOutlines([change as never], undrawn),
      drift: policyFindings(
        { ...leeds(), policies: [{ ...wanted, ...places }] } as never,
        {
          recorded: [{ name: "p", status: "active" }],
          sightings: new Map([["p", { what: "there", policy: now }]]),
        } as never,
        {
          keyOf: (address) => address,
          domain: "nhs.net",
          directory: { what: "unreadable", why: "not asked" },
        },
      ).map(({ kind, problem }) => [kind, problem.code]),
    };
  };
  // two deletions count as the same, whatever they say: preflight holds them against the tombstone
  const fields = (Object.keys(policyFields) as (keyof typeof policyFields)[]).filter(
    (field) => field !== "deletion",
  );
  const seen = (field: string, row: object): string =>
    JSON.stringify(withRow("policy-fields", "policyFields", field, row, (from) => uses(field, from)));

  it("(what may change, or the tombstone's lock) is noticed by the comparison of preview, handler and drift", () => {
    for (const field of fields) {
      const { change, lockedByTombstone } = policyFields[field];
      const usual = seen(field, {});
      for (const wrong of ["editable", "fixed", "context"].filter((one) => one !== change))
        expect(seen(field, { change: wrong }), `${field}: ${wrong}`).not.to.equal(usual);
      if (change === "editable" && field !== "status")
        expect(seen(field, { lockedByTombstone: !lockedByTombstone }), field).not.to.equal(usual);
    }
  });

  const noticed = (field: string, row: object): string[] => {
    const [before, after] = [seen(field, {}), seen(field, row)].map((text) => JSON.parse(text) as Seen);
    return Object.keys(before ?? {}).filter(
      (use) => JSON.stringify(before?.[use]) !== JSON.stringify(after?.[use]),
    );
  };
  const of = (wanted: (row: (typeof policyFields)[(typeof fields)[number]]) => boolean) =>
    fields.filter((field) => wanted(policyFields[field]));

  it("(what may change) is noticed by the handler's comparison and by its check", () => {
    for (const field of of(({ change }) => change === "editable"))
      expect(noticed(field, { change: "context" }), field).to.include("handler");
    for (const field of of(({ change }) => change === "fixed"))
      expect(noticed(field, { change: "editable" }), field).to.include.members(["handler", "check"]);
  });

  it("(the tombstone's lock) is noticed by the handler's comparison of a retired policy", () => {
    for (const field of of(({ change }) => change === "editable").filter((one) => one !== "status"))
      expect(noticed(field, { lockedByTombstone: false }), field).to.include("handlerOfRetired");
  });

  it("(the label) is noticed by the check of what can never change, and by the texts that count", () => {
    for (const field of of(({ change }) => change === "fixed"))
      expect(noticed(field, { label: "something else" }), field).to.include("check");
    for (const field of of(({ holds }) => holds === "set"))
      expect(noticed(field, { label: "something else" }), field).to.include("text");
  });

  it("(what it holds) is noticed by all that loops over sets", () => {
    for (const field of of(({ holds }) => holds === "set"))
      expect(noticed(field, { holds: "text" }), field).to.include.members(["sets", "text", "drift"]);
  });

  it("(words and drift of a set) are noticed by texts and by drift", () => {
    for (const field of of(({ holds }) => holds === "set")) {
      const words = { add: "Do", remove: "Undo", journal: "field" };
      expect(noticed(field, { set: words }), field).to.include("text");
      const drift = { on: "drift-policy-alive", off: "drift-policy-missing", extra: "missing" };
      expect(noticed(field, { drift }), field).to.deep.equal(["drift"]);
    }
  });
});
