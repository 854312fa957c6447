import { expect } from "chai";
import { campaign } from "./campaign";
import { failureText } from "./failure-text";
import { keptLifecycles } from "./kept-lifecycle";
import { LifecycleTenant } from "./lifecycle-tenant";
import { runLifecycle } from "./run-lifecycle";

/** The slice of every test run lifecycles the same lifecycles, so that it says of a change whether it broke something. */
const SEED = 20261123;

describe("lifecycles of a tenant", function () {
  this.timeout(600_000);
  let tenant: LifecycleTenant;
  before(async () => {
    tenant = await LifecycleTenant.start();
  });
  after(() => tenant.close());

  for (const [name, lifecycle] of keptLifecycles("kept")) {
    it(`holds in a lifecycle that was kept: ${name}`, async () => {
      expect(await runLifecycle(tenant, lifecycle)).to.deep.equal([]);
    });
  }

  it("holds every invariant through random lifecycles [OPS-2] [DEL-1] [USR-2]", async () => {
    const { failure, lifecycles } = await campaign(tenant, { lifecycles: 200, seed: SEED });
    expect(failure && failureText(failure)).to.equal(undefined);
    expect(lifecycles).to.equal(200);
  });
});
