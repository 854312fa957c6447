import { expect } from "chai";
import { Beginnings } from "./bases";
import { caseName, readCaseName } from "./kill-case";
import { planCases, spread } from "./plan-cases";
import { runCase } from "./run-case";
import { type SeenCall, seenCalls } from "./seen-calls";

/** One of each signal, of what is made, changed and deleted, and of both sides of a hand-over; `npm run kill` runs them all. */
const SLICE = [
  ["create/both/SIGKILL/staffMember.create-before/no-checkpoints", "[CRE-2] [USR-2]"],
  ["update/group/SIGINT/staffMember.create-after", "[UPD-2] [USR-2]"],
  ["delete/cli/SIGTERM/bookingBusiness.delete-before", "[UPD-2]"],
  ["policy-create/connection/cut/administrativeUnit.createMember-after/blob", "[CRE-2]"],
  ["hand-over/engine/SIGKILL/staffMember.create-after", "[OPS-9]"],
  ["hand-over-late/machine/SIGKILL/bookingBusiness.update-after", "[OPS-9]"],
  ["take-over/cli/SIGKILL/staffMember.create-after", "[OPS-9]"],
  ["take-over/machine/SIGKILL/staffMember.delete-after", "[OPS-9]"],
] as const;

describe("a run that is killed", () => {
  const beginnings = new Beginnings();
  after(() => beginnings.discard());

  for (const [name, rows] of SLICE) {
    it(`is completed by the next one, nothing twice and nothing of others: ${name} ${rows}`, async () => {
      const { findings, verdict } = await runCase(readCaseName(name), beginnings);
      expect(findings).to.deep.equal([]);
      expect(verdict).to.equal("converged");
    }).timeout(300_000);
  }
});

describe("the plan of a campaign", () => {
  const calls: readonly SeenCall[] = seenCalls([
    { operation: "bookingBusiness.list", effect: "none", via: "http" },
    { operation: "bookingBusiness.create", effect: "write", via: "http" },
    { operation: "staffMember.create", effect: "write", via: "batch" },
    { operation: "staffMember.list", effect: "none", via: "batch" },
    { operation: "batch", effect: "none", via: "http" },
    { operation: "bookingBusiness.update", effect: "write", via: "portal" },
  ]);

  const everybody = () => new Set(["cli", "engine", "provider"]);

  it("counts calls as the sandbox meets them: a batch before its items, and nothing that people do", () => {
    expect(calls.map(({ nth, operation, kind }) => `${nth} ${operation} ${kind}`)).to.deep.equal([
      "1 bookingBusiness.list single",
      "2 bookingBusiness.create single",
      "3 batch batch",
      "4 staffMember.create item",
      "5 staffMember.list item",
    ]);
  });

  it("hits before every call, and after each that wrote, where a batch ends as one", () => {
    const points = planCases("create", calls, everybody)
      .filter(
        ({ victim, signal, checkpoints, state }) =>
          victim === "engine" && signal === "SIGKILL" && checkpoints === "yes" && state === "disk",
      )
      .map(({ point }) => `${point.call}-${point.when}`);
    expect(points).to.deep.equal(["2-before", "4-before", "2-after", "3-after", "1-before", "5-before"]);
  });

  it("hits no one who is not there: no provider lives in a preview", () => {
    const alive = (nth: number) => new Set(nth < 4 ? ["cli", "engine"] : ["cli", "engine", "provider"]);
    const at = (victim: string): (number | string)[] => [
      ...new Set(
        planCases("create", calls, alive)
          .filter((one) => one.victim === victim)
          .map(({ point }) => point.call),
      ),
    ];
    expect(at("provider")).to.deep.equal([4, 5]);
    expect(at("both")).to.deep.equal([4, 5]);
    expect(at("engine")).to.have.members([1, 2, 3, 4, 5]);
    expect(at("cli")).to.have.members([1, 2, 3, 4, 5]);
  });

  it("gives each case a name that says all of it", () => {
    const names = planCases("delete", calls, everybody).map(caseName);
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(caseName(readCaseName(name))).to.equal(name);
    expect(() => readCaseName("create/no-one/SIGKILL/1")).to.throw(/is not a case/);
  });

  it("keeps the state in Blob storage once for each hit, with checkpoints and without", () => {
    const inBlob = planCases("create", calls, everybody).filter(({ state }) => state === "blob");
    const hits = inBlob.map(({ victim, signal, checkpoints }) => `${victim} ${signal} ${checkpoints}`);
    expect(new Set(hits).size).to.equal(hits.length);
    expect(hits).to.include.members(["engine SIGKILL yes", "engine SIGKILL no", "connection cut yes"]);
    expect(hits).to.have.length(21);
  });

  it("loses and repeats nothing when it is put into another order", () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    expect([...spread(numbers)].sort((one, other) => one - other)).to.deep.equal(numbers);
  });
});
