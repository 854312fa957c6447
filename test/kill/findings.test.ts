import { expect } from "chai";
import type { LoggedRequest } from "../playground/emulated-tenant";
import { FOREIGN_GROUP } from "./bases";
import { findingsOf } from "./findings";
import { HEART } from "./handover-kinds";
import { policyFindings } from "./policy-findings";
import { KINDS } from "./run-kinds";
import type { Sight } from "./sight";

describe("the verdict on user policies", () => {
  const foreign = {
    group: FOREIGN_GROUP,
    id: "f0",
    description: null,
    gives: {},
    members: ["amy.shah@nhs.net"],
  };
  const ours = {
    group: "LeedsVirtualVisits",
    id: "a1",
    description: null,
    gives: { ENTERPRISEPACK: "MICROSOFTBOOKINGS, SWAY" },
    members: ["gail.ward@nhs.net", "hugh.lee@nhs.net"],
  };
  const sight = (groups: Sight["groups"], off = ""): Sight => ({
    calendars: [],
    rows: new Map(),
    booked: new Map(),
    groups,
    licences: new Map(ours.members.map((address) => [address, `everything${off}`])),
    kept: [],
    pending: 0,
    locks: [],
    records: "",
  });
  const before = sight([{ ...ours, gives: { ENTERPRISEPACK: "MICROSOFTBOOKINGS" } }, foreign]);
  const write = (operation: string, path: string, status = 204): LoggedRequest => ({
    seq: 1,
    who: "",
    via: "http",
    method: "POST",
    effect: status < 400 ? "write" : "none",
    operation,
    path,
    status,
  });
  const takenOff = write("group.removeMember", "/groups/a1/members/j/$ref");
  const found = (after: Sight, log: readonly LoggedRequest[] = [takenOff]) =>
    policyFindings(KINDS["policy-update"], before, after, log);

  it("finds nothing where all is as the specs say", () => {
    expect(found(sight([ours, foreign]))).to.deep.equal([]);
  });

  it("finds a second group, an orphan, someone missing, an application too few, and a licence that did not come", () => {
    expect(found(sight([ours, { ...ours, id: "a2" }, foreign]))).to.deep.equal([
      "LeedsVirtualVisits is there 2 times",
    ]);
    expect(found(sight([ours, { ...ours, group: "LeedsX" }, foreign]))).to.deep.equal([
      "LeedsX is an orphan or a duplicate",
    ]);
    expect(found(sight([{ ...ours, members: ["gail.ward@nhs.net"] }, foreign]))).to.have.length(1);
    expect(found(sight([{ ...ours, gives: { ENTERPRISEPACK: "SWAY" } }, foreign]))).to.have.length(1);
    expect(found(sight([ours, foreign], " but SWAY"))).to.have.length(2);
    expect(found(sight([foreign]))).to.deep.equal(["LeedsVirtualVisits is not there"]);
  });

  it("finds what was done to a foreign group, a group that was created again, and someone put on or taken off twice", () => {
    expect(found(sight([ours, { ...foreign, members: [] }]))).to.deep.equal([
      "the foreign group has changed",
    ]);
    expect(found(sight([ours, foreign]), [takenOff, write("group.update", "/groups/f0")])).to.have.length(1);
    expect(found(sight([ours, foreign]), [takenOff, write("group.create", "/groups")])).to.have.length(1);
    expect(
      found(sight([ours, foreign]), [takenOff, write("group.update", "/groups/a1", 400)]),
    ).to.have.length(1);
    expect(found(sight([ours, foreign]), [takenOff, takenOff])).to.have.length(1);
    expect(found(sight([ours, foreign]), [])).to.have.length(1);
    expect(found(sight([ours, foreign]), [takenOff, write("group.delete", "/groups/a1")])).to.have.length(1);
  });
});

describe("the verdict on a hand-over", () => {
  const kind = { ...KINDS["hand-over"], wanted: KINDS["hand-over"].wanted.slice(0, 1) };
  const kept = (leeds: string, york: string): Sight["kept"] => [
    { stack: "leeds", name: HEART, status: leeds },
    { stack: "york", name: HEART, status: york },
  ];
  const sight = (more: Partial<Sight> = {}): Sight => ({
    calendars: [],
    rows: new Map(),
    booked: new Map([[HEART.toLowerCase(), "Pat"]]),
    groups: [],
    licences: new Map(),
    kept: kept("handed-over", "active"),
    pending: 0,
    locks: [],
    records: "",
    ...more,
  });
  const byTurns = (...who: readonly string[]): LoggedRequest[] =>
    who.map((one, seq) => ({
      seq,
      who: `svc.${one}.bookings@nhs.net`,
      via: "http",
      method: "PATCH",
      effect: "write",
      operation: "bookingBusiness.update",
      path: `/solutions/bookingBusinesses/${HEART}`,
      status: 204,
    }));
  /** What is found beside the rest of the tenant, which is empty here. */
  const found = (after: Sight, ...who: readonly string[]) =>
    findingsOf({ kind, before: sight(), after, log: byTurns(...who), secrets: [] }).filter((one) =>
      /the state holds|written by|appointments/.test(one),
    );

  it("finds nothing where one organisation wrote and then the other, and each has its record", () => {
    expect(found(sight(), "leeds", "leeds", "york", "york")).to.deep.equal([]);
  });

  it("finds a calendar in two states or in none, a write out of turn, and patients who are booked no longer", () => {
    const inTurn = ["leeds", "york"];
    expect(found(sight({ kept: kept("active", "active") }), ...inTurn)).to.have.length(1);
    expect(found(sight({ kept: kept("handed-over", "handed-over") }), ...inTurn)).to.have.length(1);
    expect(found(sight({ kept: kept("handed-over", "active").slice(0, 1) }), ...inTurn)).to.have.length(1);
    expect(found(sight(), "leeds", "york", "leeds")).to.have.length(1);
    expect(found(sight(), "york")).to.have.length(1);
    expect(found(sight({ booked: new Map([[HEART.toLowerCase(), ""]]) }), ...inTurn)).to.have.length(1);
  });
});
