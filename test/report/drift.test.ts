import { expect } from "chai";
import { problem } from "../../src/problem/problem";
import { driftJson, driftMarkdown, driftOutcome, driftText } from "../../src/report/drift-report";
import { paint } from "../../src/report/paint";
import { ADDRESS, directoryWith, driftWith, recorded, seen } from "../drift/facts";
import { expectGolden } from "../support/golden";
import { calendar } from "../support/model";
import { expectFits } from "./expect-fits";
import { expectValid } from "./expect-valid";

const clinic = (name: string, more: Parameters<typeof calendar>[0] = {}) =>
  calendar({
    address: `LeedsCardiology${name}@nhs.net`,
    file: `specs/leeds/calendars/${name}.yaml`,
    ...more,
  });

const hf = calendar({
  members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer", "cat.lee@nhs.net": "viewer" },
});
const [echo, lost, old, half] = [
  clinic("Echo"),
  clinic("Lost"),
  clinic("Old", { status: "deleted", members: {} }),
  clinic("Half"),
];

/** One finding of every kind, with a phone number that someone in the web app meant badly. */
const report = driftWith({
  calendars: [hf, echo, lost, old, half],
  recorded: [
    recorded({}, hf),
    recorded({}, echo),
    recorded({}, lost),
    recorded({ status: "deleted" }, old),
    recorded({ status: "half-made" }, half),
  ],
  sightings: {
    [ADDRESS]: seen(
      {
        phone: "0113\n[free money](http://x) @everyone \u001b[2J",
        people: [
          { address: "amy.shah@nhs.net", role: "viewer", membership: "active" },
          { address: "bob.jones@nhs.net", role: "viewer", membership: "pending" },
          { address: "eve@nhs.net", role: "other:scheduler", membership: "active" },
        ],
      },
      hf,
    ),
    [echo.address]: { what: "unreadable", why: "GET: 503 (unavailable)" },
    [lost.address]: { what: "gone" },
    [old.address]: seen({}, old),
    [half.address]: { what: "gone" },
  },
  listed: [ADDRESS, "LeedsByHand@nhs.net"],
  directory: directoryWith({ "cat.lee@nhs.net": { isEnabled: false }, "eve@nhs.net": {} }),
});

describe("drift for people and machines", () => {
  it("is told by calendar, each finding with its place and its ways out [OPS-2]", () => {
    expectGolden("report/golden/drift.txt", driftText(report, paint(false)));
  });

  it("fits the terminal, and says first how the organisation stands [OPS-2]", () => {
    for (const width of [80, 120]) {
      const text = driftText(report, paint(false), { width });
      expectFits(text, width);
      expect(text).to.match(/^leeds: 7 deviations in what could be read;/);
      expectGolden(`report/golden/drift-${width}.txt`, text);
    }
  });

  it("is told in Markdown that draws no link and calls no one [OPS-2]", () => {
    const text = driftMarkdown([report]);
    expect(text)
      .not.to.match(/(^|\s)@everyone/)
      .and.not.to.match(/[^\\]\]\(/);
    expectGolden("report/golden/drift.md", text);
  });

  it("counts people who have still to approve where they are many, and names them when asked to [OPS-2]", () => {
    const names = ["dan", "eva", "fay", "gil"].map((name) => `${name}@nhs.net` as const);
    const members = {
      "amy.shah@nhs.net": "admin",
      ...Object.fromEntries(names.map((one) => [one, "viewer"])),
    } as const;
    const fresh = calendar({ members });
    const waiting = (count: number) =>
      driftWith({
        calendars: [fresh],
        sightings: {
          [ADDRESS]: seen(
            {
              people: [
                { address: "amy.shah@nhs.net", role: "admin", membership: "active" },
                ...names.map((address, index) => ({
                  address,
                  role: "viewer" as const,
                  membership: index < count ? ("pending" as const) : ("active" as const),
                })),
              ],
            },
            fresh,
          ),
        },
        directory: directoryWith(Object.fromEntries(names.map((one) => [one, {}]))),
      });
    const many = driftText(waiting(4), paint(false));
    expect(many).to.contain("4 people on 1 calendar have not approved Microsoft's e-mail yet.");
    expect(many).to.contain("bookings drift leeds --verbose names them.").and.not.to.contain("gil@nhs.net");
    expect(driftText(waiting(4), paint(false), { verbose: true })).to.contain("gil@nhs.net has not approved");
    expect(driftText(waiting(3), paint(false))).to.contain("fay@nhs.net has not approved");
    expect(driftMarkdown([waiting(4)]))
      .to.contain("4 people on 1 calendar")
      .and.not.to.contain("gil@nhs.net");
  });

  it("is told in a sentence where there is none [OPS-2]", () => {
    expect(driftText(driftWith(), paint(false))).to.equal(
      "leeds: no drift. The specs know 1 of 1 calendars (100 %) and 1 of 1 people (100 %).\n",
    );
  });

  it("keeps what came from the tenant on its line and away from the terminal", () => {
    const text = driftText(report, paint(false));
    expect(text).not.to.contain("\u001b");
    expect(text.split("\n").some((line) => line.startsWith("[free"))).to.equal(false);
  });

  it("is described by a published schema, with a place for every finding [OPS-2]", () => {
    expectValid("drift", driftJson([report, driftWith()]));
    expect(report.findings.every(({ problem }) => problem.at !== undefined)).to.equal(true);
  });

  it("is no “no drift” where something could not be read, and nothing is no hundred per cent [OPS-2]", () => {
    const unread = problem("drift-list-unreadable", { organisation: "leeds", why: "503" });
    const nothing = { known: 0, total: 0, percent: 100 };
    const text = driftText(
      {
        organisation: "leeds",
        findings: [{ kind: "unreadable", organisation: "leeds", problem: unread }],
        coverage: { calendars: nothing, people: nothing },
      },
      paint(false),
    );
    expect(text).to.contain("leeds: no drift in what could be read; 1 not readable.");
    expect(text).to.contain("The specs know 0 of 0 calendars and 0 of 0 people.\n");
  });

  it("is unreadable before it is drift, and drift before it is none [OPS-2]", () => {
    const changed = driftWith({ sightings: { [ADDRESS]: seen({ phone: "0" }) } });
    expect(driftOutcome([driftWith(), changed, report])).to.equal("unreadable");
    expect(driftOutcome([driftWith(), changed])).to.equal("drift");
    expect(driftOutcome([driftWith()])).to.equal("none");
  });
});
