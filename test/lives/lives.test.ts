import { expect } from "chai";
import { campaign } from "./campaign";
import { failureText } from "./failure-text";
import { keptLives } from "./kept-life";
import { LifeTenant } from "./life-tenant";
import { liveThrough } from "./live-through";

/** The slice of every test run lives the same lives, so that it says of a change whether it broke something. */
const SEED = 20261123;

describe("lives of a tenant", function () {
  this.timeout(600_000);
  let tenant: LifeTenant;
  before(async () => {
    tenant = await LifeTenant.start();
  });
  after(() => tenant.close());

  for (const [name, life] of keptLives("kept")) {
    it(`holds in a life that was kept: ${name}`, async () => {
      expect(await liveThrough(tenant, life)).to.deep.equal([]);
    });
  }

  it("holds every invariant through random lives [OPS-2] [DEL-1] [USR-2]", async () => {
    const { failure, lives } = await campaign(tenant, { lives: 200, seed: SEED });
    expect(failure && failureText(failure)).to.equal(undefined);
    expect(lives).to.equal(200);
  });
});
