import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { campaign } from "./campaign";
import { failureText } from "./failure-text";
import type { Life } from "./life";
import { LifeTenant } from "./life-tenant";
import { liveThrough } from "./live-through";

// Kept lives lie beside the sources, not beside what is compiled from them.
const KEPT = join(__dirname, "..", "..", "..", "test", "lives", "kept");

/** The slice of every test run lives the same lives, so that it says of a change whether it broke something. */
const SEED = 20261123;

describe("lives of a tenant", function () {
  this.timeout(120_000);
  let tenant: LifeTenant;
  before(async () => {
    tenant = await LifeTenant.start();
  });
  after(() => tenant.close());

  for (const file of readdirSync(KEPT).sort()) {
    it(`holds in a life that was kept: ${file.replace(".json", "").replaceAll("-", " ")}`, async () => {
      const life = JSON.parse(readFileSync(join(KEPT, file), "utf8")) as Life;
      expect(await liveThrough(tenant, life)).to.deep.equal([]);
    });
  }

  it("holds every invariant through random lives [OPS-2] [DEL-1] [USR-2]", async () => {
    const { failure, lives } = await campaign(tenant, { lives: 200, timeMs: 40_000, seed: SEED });
    expect(failure && failureText(failure)).to.equal(undefined);
    expect(lives).to.be.above(0);
  });
});
