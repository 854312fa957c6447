import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findingChanges, foundOf, recordDrift } from "../../src/cli/drift/record-drift";
import type { DriftReport, Finding, FindingKind } from "../../src/drift/finding";
import { type ProblemArgs, type ProblemCode, problem } from "../../src/problem/problem";
import { Findings, type Found } from "../../src/records/findings";
import { leeds } from "../support/model";
import { ADDRESS } from "./facts";

function finding<C extends ProblemCode>(kind: FindingKind, code: C, args: ProblemArgs<C>): Finding {
  const isOfAll = code === "drift-list-unreadable" || code === "drift-people-unreadable";
  const calendar = isOfAll ? {} : { calendar: ADDRESS };
  return {
    kind,
    organisation: "leeds",
    ...calendar,
    problem: problem(code, args, leeds().organisation.source),
  };
}

const of = { calendar: ADDRESS, organisation: "leeds" };
const left = (reason: string): Finding =>
  finding("leaver", "drift-leaver", { ...of, address: "amy@nhs.net", reason });
const phone = (tenant: string): Finding =>
  finding("changed", "drift-field-changed", { ...of, field: "phone", tenant, spec: "0113 496 0110" });
const unread = finding("unreadable", "drift-calendar-unreadable", { ...of, why: "timed out" });
const noPeople = finding("unreadable", "drift-people-unreadable", {
  ...{ organisation: "leeds", people: 0, why: "timed out" },
});
const noList = finding("unreadable", "drift-list-unreadable", { organisation: "leeds", why: "cut" });

const codes = (all: readonly Found[]): string[] => all.map(({ code }) => code);
const changes = (open: readonly Finding[], now: readonly Finding[], allMailboxes = true) => {
  const { found, gone } = findingChanges(open.map(foundOf), { findings: now }, allMailboxes);
  return { found: codes(found), gone: codes(gone) };
};

describe("the record of drift", () => {
  it("takes what is new and what is gone, and nothing of a night like the one before [OPS-5]", () => {
    expect(changes([], [left("disabled"), phone("1")]).found).to.deep.equal([
      "drift-leaver",
      "drift-field-changed",
    ]);
    expect(changes([phone("1")], [phone("2")])).to.deep.equal({ found: [], gone: [] });
    expect(changes([phone("1")], [])).to.deep.equal({ found: [], gone: ["drift-field-changed"] });
  });

  it("holds no value of the tenant, and of a leaver the reason", () => {
    expect(foundOf(phone("Mrs Smith, 0113"))).to.deep.equal({
      code: "drift-field-changed",
      calendar: ADDRESS,
      about: "phone",
    });
    expect(foundOf(left("disabled"))).to.include({ about: "amy@nhs.net", reason: "disabled" });
  });

  it("closes nothing that could not be read, or that the search did not ask for", () => {
    const both = [left("disabled"), phone("1")];
    expect(changes(both, [unread]).gone).to.deep.equal([]);
    expect(changes(both, [noPeople]).gone).to.deep.equal(["drift-field-changed"]);
    expect(changes(both, [noList]).gone).to.have.length(2);
    expect(changes([left("shared")], [], false).gone).to.deep.equal([]);
    expect(changes([left("shared")], []).gone).to.deep.equal(["drift-leaver"]);
  });

  describe("in a folder", () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), "record-drift-"));
    });
    afterEach(() => rmSync(root, { recursive: true }));

    const note = (findings: readonly Finding[], env: Record<string, string> = {}) =>
      recordDrift(
        { env, now: () => new Date("2026-11-23T02:17:00Z") },
        root,
        [{ organisation: "leeds", findings } as unknown as DriftReport],
        true,
      );
    const lines = async () => (await new Findings({ root, env: {} }, "leeds").read()).lines;

    it("has a line of the first search, and then of changes alone", async () => {
      await note([]);
      await note([]);
      await note([phone("1")]);
      await note([phone("1")]);
      await note([]);
      expect((await lines()).map(({ found, gone }) => [found.length, gone.length])).to.deep.equal([
        [0, 0],
        [1, 0],
        [0, 1],
      ]);
    });

    it("that cannot be written to is told, and is no error", async () => {
      writeFileSync(join(root, "file"), "");
      const [told, ...more] = await note([phone("1")], { BOOKINGS_FINDINGS: "file" });
      expect(more).to.deep.equal([]);
      expect(told).to.include({ code: "drift-not-noted", severity: "advice" });
      expect(readFileSync(join(root, "file"), "utf8")).to.equal("");
    });
  });
});
