import { expect } from "chai";
import fc from "fast-check";
import { isDrift } from "../../src/drift/finding";
import type { Role } from "../../src/model/calendar-roles";
import type { SeenPerson } from "../../src/model/tenant-facts";
import { words } from "../../src/problem/words";
import { calendar, leeds, tenant } from "../support/model";
import { ADDRESS, directoryWith, driftWith, recorded, seen, told } from "./facts";

const amy: SeenPerson = { address: "amy.shah@nhs.net", role: "admin", membership: "active" };
const bob: SeenPerson = { address: "bob.jones@nhs.net", role: "viewer", membership: "active" };

describe("drift of an organisation", () => {
  it("is none where specs, state and tenant agree, and then all is covered [WEB-1]", () => {
    const report = driftWith();
    expect(report.findings).to.deep.equal([]);
    expect(report.coverage.calendars).to.deep.equal({ known: 1, total: 1, percent: 100 });
    expect(report.coverage.people).to.deep.equal({ known: 1, total: 1, percent: 100 });
  });

  describe("of fields", () => {
    for (const [field, value, pointer] of [
      ["phone", "0", "/phone"],
      ["replyTo", "eve@nhs.net", "/replyTo"],
      ["displayName", "Renamed", "/clinicName"],
    ] as const) {
      it(`shows ${field} with both values at its line [WEB-1]`, () => {
        const report = driftWith({ sightings: { [ADDRESS]: seen({ [field]: value }) } });
        expect(told(report)).to.deep.equal([`changed drift-field-changed ${pointer}`]);
        expect(report.findings[0]?.problem.args).to.include({ field, tenant: value });
      });
    }

    it("minds no other case of an address [WEB-1]", () => {
      expect(told(driftWith({ sightings: { [ADDRESS]: seen({ replyTo: "HF@nhs.net" }) } }))).to.deep.equal(
        [],
      );
    });

    it("takes a spec that is ahead of the last run for no drift [WEB-1]", () => {
      const wanted = calendar({
        phone: "+44 1",
        members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" },
      });
      const report = driftWith({ calendars: [wanted] });
      expect(told(report)).to.deep.equal(["information drift-not-applied"]);
      expect(report.findings[0]?.problem.args["what"]).to.deep.equal(["phone", "bob.jones@nhs.net"]);
      expect(report.findings.some(isDrift)).to.equal(false);
    });

    it("is drift where spec and tenant both moved, each its own way [WEB-1]", () => {
      const wanted = calendar({ phone: "+44 1" });
      const report = driftWith({ calendars: [wanted], sightings: { [ADDRESS]: seen({ phone: "0" }) } });
      expect(told(report)).to.deep.equal(["changed drift-field-changed /phone"]);
    });

    it("is drift where nothing tells what the last run asked for [WEB-1]", () => {
      const { asked: _unknown, ...older } = recorded();
      const report = driftWith({ recorded: [older], sightings: { [ADDRESS]: seen({ phone: "0" }) } });
      expect(told(report)).to.deep.equal(["changed drift-field-changed /phone"]);
    });
  });

  describe("of people", () => {
    it("shows each one who is missing, too many or of another role [WEB-1]", () => {
      const wanted = calendar({
        members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer", "cat.lee@nhs.net": "viewer" },
      });
      const people = [{ ...amy, role: "viewer" } as const, { ...bob, role: "other:scheduler" } as const];
      const eve = { ...bob, address: "eve@nhs.net", role: "admin" } as const;
      const report = driftWith({
        calendars: [wanted],
        recorded: [recorded({}, wanted)],
        sightings: { [ADDRESS]: seen({ people: [...people, eve] }) },
        directory: directoryWith({ "cat.lee@nhs.net": {}, "eve@nhs.net": {} }),
      });
      expect(told(report)).to.have.members([
        "changed drift-role-changed /members/amy.shah@nhs.net",
        "changed drift-role-changed /members/bob.jones@nhs.net",
        "changed drift-person-missing /members/cat.lee@nhs.net",
        "unmanaged drift-person-unmanaged /admins",
      ]);
      expect(report.coverage.people).to.deep.equal({ known: 2, total: 3, percent: 66 });
    });

    it("knows a person by any of their addresses [WEB-1]", () => {
      const people = [{ ...amy, address: "amy.alias@nhs.net" }];
      const directory = directoryWith({ "amy.alias@nhs.net": { id: "amy.shah@nhs.net" } });
      expect(told(driftWith({ sightings: { [ADDRESS]: seen({ people }) }, directory }))).to.deep.equal([]);
    });

    it("says how to keep only people that a spec can name", () => {
      const advice = (address: string) => {
        const eve = { ...amy, address };
        const report = driftWith({
          sightings: { [ADDRESS]: seen({ people: [amy, eve] }) },
          directory: directoryWith({ [address]: {} }),
        });
        const found = report.findings.find(({ problem }) => problem.code === "drift-person-unmanaged");
        return found && words(found.problem).advice;
      };
      expect(advice("eve@nhs.net")).to.match(/To keep them: .*eve@nhs\.net/);
      expect(advice("locum.agency@example.com"))
        .to.contain("They cannot be kept")
        .and.not.contain("--person");
    });

    it("does not guess who is who without the directory", () => {
      const people = [{ ...amy, address: "amy.alias@nhs.net" }];
      const directory = { what: "unreadable", why: "503" } as const;
      expect(told(driftWith({ sightings: { [ADDRESS]: seen({ people }) }, directory }))).to.deep.equal([
        "unreadable drift-people-unreadable",
      ]);
      expect(
        told(driftWith({ sightings: { [ADDRESS]: seen({ people: [amy, bob] }) }, directory })),
      ).to.deep.equal(["unreadable drift-people-unreadable", "unmanaged drift-person-unmanaged /viewers"]);
    });

    it("tells that the service account is no administrator any more, and who can add it again", () => {
      const demoted = { ...amy, address: "svc.leeds@nhs.net", role: "viewer" as const };
      const report = driftWith({
        sightings: { [ADDRESS]: seen({ people: [amy, demoted] }) },
        input: { operator: "svc.leeds@nhs.net" },
      });
      expect(told(report)).to.deep.equal(["changed drift-operator-off-staff"]);
    });

    it("does not count the account that makes calendars", () => {
      const operator = { ...amy, address: "svc.leeds@nhs.net" };
      const report = driftWith({
        sightings: { [ADDRESS]: seen({ people: [amy, operator] }) },
        input: { operator: "svc.leeds@nhs.net" },
      });
      expect(told(report)).to.deep.equal([]);
      expect(report.coverage.people.total).to.equal(1);
    });

    it("takes another meaning of “viewer” that no run has applied for no drift [USR-9]", () => {
      const wanted = calendar({ members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
      const report = driftWith({
        calendars: [wanted],
        recorded: [recorded({}, wanted)],
        sightings: { [ADDRESS]: seen({ people: [amy, { ...bob, role: "other:teamMember" }] }) },
        input: { tenant: { ...tenant, viewerRole: "viewer" } },
      });
      expect(told(report)).to.deep.equal(["information drift-not-applied"]);
    });

    it("tells who is pending and who has declined as information [USR-8]", () => {
      const wanted = calendar({ members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
      const people = [
        { ...amy, membership: "pending" } as const,
        { ...bob, membership: "rejected" } as const,
      ];
      const report = driftWith({
        calendars: [wanted],
        recorded: [recorded({}, wanted)],
        sightings: { [ADDRESS]: seen({ people }) },
      });
      expect(told(report)).to.deep.equal([
        "information drift-membership-pending /members/amy.shah@nhs.net",
        "information drift-membership-rejected /members/bob.jones@nhs.net",
      ]);
      expect(report.findings.some(isDrift)).to.equal(false);
    });
  });

  describe("of leavers", () => {
    const two = calendar({ members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
    const withBob = (bobs: object | undefined) => {
      return driftWith({
        calendars: [two],
        recorded: [recorded({}, two)],
        sightings: { [ADDRESS]: seen({}, two) },
        directory: directoryWith({ "bob.jones@nhs.net": bobs }),
      });
    };

    for (const [reason, facts] of [
      ["not-in-directory", undefined],
      ["disabled", { isEnabled: false }],
      ["guest", { isGuest: true }],
      ["not-migrated", { mailbox: "not-in-exchange-online" }],
      ["shared", { mailbox: "shared" }],
      ["room", { mailbox: "room" }],
      ["equipment", { mailbox: "equipment" }],
      ["no-person", { mailbox: "others" }],
    ] as const) {
      it(`are warnings: ${reason} [USR-3]`, () => {
        const report = withBob(facts);
        expect(told(report)).to.deep.equal(["leaver drift-leaver /members/bob.jones@nhs.net"]);
        expect(report.findings[0]?.problem).to.deep.include({ severity: "warning" });
        expect(report.findings[0]?.problem.args["reason"]).to.equal(reason);
        expect(report.findings.every(isDrift)).to.equal(true);
      });
    }

    it("are an error when the last admin is one [USR-3]", () => {
      const report = driftWith({ directory: directoryWith({ "amy.shah@nhs.net": { isEnabled: false } }) });
      expect(told(report)).to.deep.equal(["leaver drift-last-admin-left /members/amy.shah@nhs.net"]);
      expect(report.findings[0]?.problem.severity).to.equal("error");
    });

    it("are not told as missing as well: no run can put them on again [USR-3]", () => {
      const report = driftWith({
        calendars: [two],
        recorded: [recorded({}, two)],
        sightings: { [ADDRESS]: seen({ people: [amy] }) },
        directory: directoryWith({ "bob.jones@nhs.net": { isEnabled: false } }),
      });
      expect(told(report)).to.deep.equal(["leaver drift-leaver /members/bob.jones@nhs.net"]);
    });
  });

  describe("of calendars", () => {
    it("shows one that the tenant lost as missing, and as asked for where the spec confirms to make it again [WEB-1]", () => {
      const sightings = { [ADDRESS]: { what: "gone" } } as const;
      expect(told(driftWith({ sightings }))).to.deep.equal(["missing drift-calendar-missing"]);
      const calendars = [calendar({ recreate: { confirm: ADDRESS } })];
      expect(told(driftWith({ sightings, calendars }))).to.deep.equal(["information drift-not-applied"]);
    });

    it("concludes nothing of one that could not be read, or that no one has seen yet", () => {
      const sightings = { [ADDRESS]: { what: "unreadable", why: "503" } } as const;
      const report = driftWith({ sightings });
      expect(told(report)).to.deep.equal(["unreadable drift-calendar-unreadable"]);
      expect(report.coverage.calendars.percent).to.equal(0);
      const gone = { [ADDRESS]: { what: "gone" } } as const;
      expect(told(driftWith({ sightings: gone, recorded: [recorded({ unseen: true })] }))).to.deep.equal([
        "unreadable drift-calendar-unreadable",
      ]);
    });

    it("shows those of the organisation's name that no spec knows, in any case, and no other organisation's [WEB-1]", () => {
      const report = driftWith({ listed: [ADDRESS, "leedsOther@nhs.net", "HullLeeds@nhs.net"] });
      expect(told(report)).to.deep.equal(["unmanaged drift-calendar-unmanaged"]);
      expect(report.findings[0]?.calendar).to.equal("leedsOther@nhs.net");
      expect(report.coverage.calendars).to.deep.equal({ known: 1, total: 2, percent: 50 });
      const namedAlike = [calendar({ organisation: "Hull", address: "LeedsOther@nhs.net" })];
      const model = { ...leeds(calendar()), namedAlike };
      expect(told(driftWith({ listed: [ADDRESS, "leedsOther@nhs.net"], input: { model } }))).to.deep.equal(
        [],
      );
    });

    it("shows one whose spec is gone, at the file where it was [WEB-1]", () => {
      const report = driftWith({ calendars: [], sightings: {} });
      expect(told(report)).to.deep.equal(["unmanaged calendar-spec-vanished"]);
      expect(report.findings[0]?.problem.at).to.include({ file: "specs/leeds/calendars/hf.yaml", line: 1 });
      expect(report.coverage.calendars).to.include({ known: 0, total: 1 });
    });

    it("shows a deleted one whose spec is gone, and does not count it among those in the tenant [DEL-2]", () => {
      const state = [recorded({ status: "deleted" })];
      const report = driftWith({ calendars: [], recorded: state, sightings: {} });
      expect(told(report)).to.deep.equal(["unmanaged tombstone-vanished"]);
      expect(report.coverage.calendars).to.include({ known: 0, total: 0 });
    });

    it("shows one that was deleted and lives again, and none that stays deleted [DEL-2]", () => {
      const calendars = [calendar({ status: "deleted", members: {} })];
      const state = [recorded({ status: "deleted" })];
      expect(told(driftWith({ calendars, recorded: state }))).to.deep.equal([
        "alive drift-alive-again /status",
      ]);
      const sightings = { [ADDRESS]: { what: "gone" } } as const;
      expect(told(driftWith({ calendars, recorded: state, sightings }))).to.deep.equal([]);
    });

    it("takes what the next run settles by itself for information [UPD-2]", () => {
      const deleted = [calendar({ status: "deleted", members: {} })];
      expect(told(driftWith({ recorded: [] }))).to.deep.equal(["information drift-not-recorded"]);
      expect(told(driftWith({ recorded: [], sightings: { [ADDRESS]: { what: "gone" } } }))).to.deep.equal([
        "information drift-not-made",
      ]);
      expect(told(driftWith({ recorded: [recorded({ status: "half-made" })] }))).to.deep.equal([
        "information drift-unfinished",
      ]);
      expect(
        told(driftWith({ calendars: deleted, recorded: [recorded({ status: "deleting" })] })),
      ).to.deep.equal(["information drift-unfinished /status"]);
      const waiting = driftWith({ calendars: deleted, recorded: [recorded({ status: "awaiting-removal" })] });
      expect(told(waiting)).to.deep.equal(["information drift-unfinished /status"]);
      expect(waiting.findings.map((one) => words(one.problem).sentence).join()).to.contain(
        "waits for an Exchange administrator",
      );
      expect(told(driftWith({ calendars: deleted }))).to.deep.equal([
        "information drift-not-applied /status",
      ]);
    });

    it("tells of another one made where ours was, with the mark that would say that it is ours [I3]", () => {
      const sighting = seen({ mark: "none", phone: "0", awaitedMark: "managed from git: leeds/x" });
      const [finding, ...others] = driftWith({ sightings: { [ADDRESS]: sighting } }).findings;
      expect(others).to.deep.equal([]);
      expect(finding).to.include({ kind: "unmanaged" });
      expect(finding?.problem).to.include({ code: "calendar-mark-lost" });
    });

    it("never takes a stranger's calendar at a wanted address for ours", () => {
      const sightings = { [ADDRESS]: seen({ mark: "none" }) };
      expect(told(driftWith({ recorded: [], sightings }))).to.deep.equal(["unmanaged drift-address-taken"]);
    });

    it("says so where the list could not be read", () => {
      const report = driftWith({
        input: {
          seen: {
            sightings: new Map([[ADDRESS.toLowerCase(), seen()]]),
            listing: { what: "unreadable", why: "too many" },
            directory: directoryWith(),
          },
          model: leeds(calendar()),
        },
      });
      expect(told(report)).to.deep.equal(["unreadable drift-list-unreadable"]);
    });
  });

  describe("of who people are", () => {
    const known = (persons: Record<string, string>) => [recorded({ persons })];
    const idOf = (id: string) => directoryWith({ "amy.shah@nhs.net": { id } });

    it("tells that another person has an address now, and nothing where it is the same account [USR-10]", () => {
      const other = { recorded: known({ "amy.shah@nhs.net": "amy" }), directory: idOf("someone else") };
      expect(told(driftWith(other))).to.deep.equal([
        "changed drift-another-person /members/amy.shah@nhs.net",
      ]);
      expect(driftWith(other).findings.every(isDrift)).to.equal(true);
      const same = { recorded: known({ "amy.shah@nhs.net": "amy" }), directory: idOf("amy") };
      expect(told(driftWith(same))).to.deep.equal([]);
      expect(told(driftWith({ recorded: known({}), directory: idOf("amy") }))).to.deep.equal([]);
    });

    it("takes a new primary address with the old one as an alias for the same person [USR-10]", () => {
      const account = { id: "amy" };
      const directory = directoryWith({ "amy.shah@nhs.net": account, "amy.jones@nhs.net": account });
      const renamed = seen({ people: [{ ...amy, address: "amy.jones@nhs.net" }] });
      const given = { recorded: known({ "amy.shah@nhs.net": "amy" }), directory };
      expect(told(driftWith({ ...given, sightings: { [ADDRESS]: renamed } }))).to.deep.equal([]);
      const calendars = [calendar({ members: { "amy.jones@nhs.net": "admin" } })];
      expect(told(driftWith({ ...given, calendars })), "the spec follows").to.deep.equal([]);
    });

    it("tells who is in another organisation now: for information, or as drift where the tenant refuses that [USR-10]", () => {
      const directory = directoryWith({ "amy.shah@nhs.net": { organisation: "York" } });
      const [found] = driftWith({ directory }).findings;
      expect([found?.kind, found?.problem.code, found?.problem.args["theirs"]]).to.deep.equal([
        "information",
        "drift-person-elsewhere",
        "York",
      ]);
      const input = { tenant: { ...tenant, otherOrganisations: "refused" as const } };
      expect(driftWith({ directory, input }).findings.map(({ kind }) => kind)).to.deep.equal(["leaver"]);
      const own = directoryWith({ "amy.shah@nhs.net": { organisation: leeds().organisation.directoryName } });
      expect(told(driftWith({ directory: own, input }))).to.deep.equal([]);
    });
  });

  it("finds every person in which spec and tenant differ, and no one else, whatever the people are [WEB-1]", () => {
    const names = ["a@nhs.net", "b@nhs.net", "c@nhs.net", "d@nhs.net"];
    const side = fc.dictionary(fc.constantFrom(...names), fc.constantFrom<Role>("admin", "viewer"));
    fc.assert(
      fc.property(side, side, (spec, live) => {
        const wanted = calendar({ members: spec });
        const people = Object.entries(live).map(([address, role]) => ({
          address,
          role,
          membership: "active" as const,
        }));
        const report = driftWith({
          calendars: [wanted],
          recorded: [recorded({}, wanted)],
          sightings: { [ADDRESS]: seen({ people }) },
          directory: directoryWith(Object.fromEntries(names.map((name) => [name, {}]))),
        });
        const expected = names.filter((name) => spec[name] !== live[name]);
        expect(report.findings.map(({ problem }) => problem.args["address"])).to.have.members(expected);
      }),
    );
  });
});
