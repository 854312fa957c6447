import { expect } from "chai";
import { campaign } from "./campaign";
import { LifeTenant } from "./life-tenant";
import { plantedBugs } from "./planted/planted-bugs";

/** More than the rarest of them has needed with any seed that was tried. */
const LIVES = 150;

describe("bugs planted in the handlers", function () {
  this.timeout(300_000);
  let tenant: LifeTenant;
  before(async () => {
    tenant = await LifeTenant.start();
  });
  after(() => tenant.close());

  for (const bug of plantedBugs) {
    it(`are caught: one ${bug.name}`, async () => {
      const { failure, lives } = await campaign(tenant, { lives: LIVES, seed: 1, bug, shrink: false });
      expect(failure, `not caught in ${lives} lives`).to.not.equal(undefined);
      expect(failure?.findings.map(({ invariant }) => invariant)).to.include.oneOf(bug.breaks);
      if (process.env["PLANTED_LIVES"]) process.stdout.write(`        ${lives} lives\n`);
    });
  }
});
