import { expect } from "chai";
import { classes } from "./classes";
import { every, runCases } from "./hostile-class";

describe("the slice of the hostile campaign", function () {
  this.timeout(60_000);
  for (const { step, ...one } of classes)
    it(`${one.name}: ${one.invariant}`, async () => {
      const { count, findings } = await runCases(one, every(step, one.cases()));
      expect(count).to.be.above(0);
      expect(findings.slice(0, 5)).to.deep.equal([]);
    });
});
