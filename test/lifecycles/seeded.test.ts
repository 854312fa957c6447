import { expect } from "chai";
import { throughHandlers } from "./handlers-driver";
import { keptLifecycles } from "./kept-lifecycle";
import { LifecycleTenant } from "./lifecycle-tenant";
import { runLifecycle } from "./run-lifecycle";
import { seededFaults } from "./seeded/seeded-faults";

// That random lifecycles find them too is measured by a command of its own, as it takes as many lifecycles as it takes:
// `npm run fuzz -- --seeded`.
describe("faults seeded in the handlers", function () {
  this.timeout(600_000);
  const shown = keptLifecycles("seeded/shown");
  let tenant: LifecycleTenant;
  before(async () => {
    tenant = await LifecycleTenant.start();
  });
  after(() => tenant.close());

  for (const bug of seededFaults) {
    it(`are caught: one ${bug.name}`, async () => {
      const lifecycle = shown.get(bug.name.replaceAll(/[^a-z]+/g, " "));
      if (!lifecycle) throw new Error("no lifecycle shows it");
      expect(await runLifecycle(tenant, lifecycle), "without the bug").to.deep.equal([]);
      const findings = await runLifecycle(tenant, lifecycle, throughHandlers(bug));
      expect(findings.map(({ invariant }) => invariant)).to.include.oneOf(bug.breaks);
    });
  }
});
