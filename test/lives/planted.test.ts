import { expect } from "chai";
import { throughHandlers } from "./handlers-driver";
import { keptLives } from "./kept-life";
import { LifeTenant } from "./life-tenant";
import { liveThrough } from "./live-through";
import { plantedBugs } from "./planted/planted-bugs";

// That random lives find them too is measured by a command of its own, as it takes as many lives as it takes:
// `npm run fuzz -- --planted`.
describe("bugs planted in the handlers", function () {
  this.timeout(600_000);
  const shown = keptLives("planted/shown");
  let tenant: LifeTenant;
  before(async () => {
    tenant = await LifeTenant.start();
  });
  after(() => tenant.close());

  for (const bug of plantedBugs) {
    it(`are caught: one ${bug.name}`, async () => {
      const life = shown.get(bug.name.replaceAll(/[^a-z]+/g, " "));
      if (!life) throw new Error("no life shows it");
      expect(await liveThrough(tenant, life), "without the bug").to.deep.equal([]);
      const findings = await liveThrough(tenant, life, throughHandlers(bug));
      expect(findings.map(({ invariant }) => invariant)).to.include.oneOf(bug.breaks);
    });
  }
});
