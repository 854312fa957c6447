import { expect } from "chai";
import { exceptionProblems } from "../../src/preflight/check-run";
import { calendar } from "../support/model";

describe("exceptions of adopted calendars before a run", () => {
  it("are warned of from a fortnight before their last day, each at its line [OPS-4]", () => {
    const exceptions = ["2026-11-22", "2026-11-23", "2026-12-07", "2026-12-08"].map((expires) => ({
      ...{ problem: "phone-has-letters", reason: "as found", owner: "IT", expires },
    }));
    const { spec } = calendar();
    const found = exceptionProblems([calendar({ spec: { ...spec, exceptions } })], "2026-11-23");
    expect(found.map(({ code, severity, at }) => [code, severity, at?.pointer])).to.deep.equal([
      ["exception-expired", "warning", "/exceptions/0/expires"],
      ["exception-expires-soon", "warning", "/exceptions/1/expires"],
      ["exception-expires-soon", "warning", "/exceptions/2/expires"],
    ]);
    expect(exceptionProblems([calendar()], "2026-11-23")).to.deep.equal([]);
  });
});
