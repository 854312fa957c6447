import { expect } from "chai";
import { policyFields } from "../../src/model/policy-fields";
import { paint } from "../../src/report/paint";
import { leeds } from "../support/model";
import { type Loader, withRow } from "./mutated-row";

const undrawn = paint(false);
type Seen = Readonly<Record<string, unknown>>;

describe("a wrong entry in the table of a policy's fields", function () {
  this.timeout(20_000);
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
          otherOrganisations: "allowed",
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

  it("(each word of a set) is noticed by the texts", () => {
    for (const field of of(({ holds }) => holds === "set")) {
      for (const word of ["add", "remove"])
        expect(noticed(field, { set: { ...setOf(field), [word]: "Do" } }), word).to.include("text");
    }
  });

  it("(each problem and the kind of a set's drift) is noticed by drift alone", () => {
    for (const field of of(({ holds }) => holds === "set")) {
      const { drift } = policyFields[field];
      for (const wrong of [{ on: "drift-policy-alive" }, { off: "drift-policy-alive" }, { extra: "missing" }])
        expect(noticed(field, { drift: { ...drift, ...wrong } }), field).to.deep.equal(["drift"]);
    }
  });

  it("(how the journal lists a set) is noticed by the journal, and by texts that name people", async () => {
    const amy = "amy@nhs.net";
    const told = (field: string, row: object) =>
      withRow("policy-fields", "policyFields", field, row, async (from) => {
        const { withJournal } = from(
          "providers/user-policy/with-journal",
        ) as typeof import("../../providers/user-policy/with-journal");
        const { policyTexts } = from(
          "src/report/policy-text",
        ) as typeof import("../../src/report/policy-text");
        const events: unknown[] = [];
        const records = {
          assertWritable: async () => {},
          note: async (_: string, one: unknown) => events.push(one),
        };
        const outs = {
          ...policy,
          applications: { Forms: true },
          users: { [amy]: true, "bob@nhs.net": true },
        };
        await withJournal({ records } as never, undefined, policy, async () => ({ outs }) as never);
        const switches = [{ name: amy, on: true }];
        const change = { displayName: "P", kind: "update", applications: switches, users: switches };
        const people = { [amy]: { name: "Amy Shah" } };
        return { events, text: policyTexts([change as never], undrawn, people) };
      });
    for (const field of of(({ holds }) => holds === "set")) {
      const journal = setOf(field).journal === "people" ? "field" : "people";
      const [usual, wrong] = [
        await told(field, {}),
        await told(field, { set: { ...setOf(field), journal } }),
      ];
      expect(wrong.events, field).not.to.deep.equal(usual.events);
      expect(wrong.text, field).not.to.deep.equal(usual.text);
    }
  });
});

const setOf = (field: keyof typeof policyFields): { readonly journal: string } => {
  const row = policyFields[field];
  return "set" in row ? row.set : { journal: "none" };
};
