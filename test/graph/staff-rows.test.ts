import { expect } from "chai";
import type { Sighting } from "../../src/model/tenant-facts";
import { calendarIn, lookAtCalendar } from "../../src/tenant/calendars";
import { observe } from "../../src/tenant/observe";
import { ADDRESS, driftWith, told } from "../drift/facts";
import { batchOf, fakeGraph, type Said } from "./fake-graph";

const AMY = {
  id: "00000000-0000-4000-8000-00000000000a",
  displayName: "Amy Shah",
  emailAddress: "amy.shah@nhs.net",
  role: "administrator",
};
const WHY = "a row of its staff has no address or no role";

/** A tenant whose one calendar has Amy and one more row on its staff. */
function graphWith(row: object) {
  const said = (url: string): Said => {
    if (url.includes("/staffMembers")) return { status: 200, body: { value: [AMY, row] } };
    const isOne = url.toLowerCase().includes("leedscardiology");
    return {
      status: 200,
      body: isOne ? { id: ADDRESS, displayName: "Leeds" } : { value: [{ id: ADDRESS }] },
    };
  };
  return fakeGraph((request) =>
    request.path === "/$batch" ? batchOf(request, ({ url }) => said(url)) : said(request.path),
  ).graph;
}

const look = (row: object) => lookAtCalendar(graphWith(row), { address: ADDRESS, people: true });

async function sightingOf(row: object): Promise<Sighting> {
  const calendars = [
    { address: ADDRESS.toLowerCase(), marker: "managed from git: leeds/leeds", isTombstone: false },
  ];
  const list = { stack: "leeds", shortName: "Leeds", viewerRole: "teamMember" as const, calendars };
  const seen = await observe(graphWith(row), [
    { ...list, people: [], operators: [], known: new Map(), replies: [] },
  ]);
  return seen.get("leeds")?.sightings.get(ADDRESS.toLowerCase()) ?? { what: "gone" };
}

describe("a row of a calendar's staff", () => {
  const bob = {
    id: "00000000-0000-4000-8000-00000000000b",
    displayName: "Bob Jones",
    emailAddress: "bob.jones@nhs.net",
    role: "teamMember",
  };

  it("that says who it is and what they may do is someone on the calendar", async () => {
    const sight = await look(bob);
    expect(calendarIn(sight)?.rows.map(({ emailAddress }) => emailAddress)).to.deep.equal([
      "amy.shah@nhs.net",
      "bob.jones@nhs.net",
    ]);
  });

  for (const [what, row] of [
    ["no address", { ...bob, emailAddress: null }],
    ["an empty address", { ...bob, emailAddress: "" }],
    ["no role", { ...bob, role: null }],
    ["no id", { ...bob, id: undefined }],
  ] as const) {
    it(`with ${what} makes the calendar unreadable: no one is reported absent, or removed, because of it [I10]`, async () => {
      const sight = await look(row);
      expect(sight.kind).to.equal("unreadable");
      expect(() => calendarIn(sight)).to.throw(WHY);

      const sighting = await sightingOf(row);
      const report = driftWith({ sightings: { [ADDRESS]: sighting } });
      expect(told(report)).to.deep.equal(["unreadable drift-calendar-unreadable"]);
      const words = JSON.stringify(report.findings);
      expect(words).to.contain(WHY);
      expect(words).not.to.contain("row:").and.not.to.contain(bob.id);
    });
  }
});
