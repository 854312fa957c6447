import { expect } from "chai";
import { keptLives } from "../kept-life";
import { liveThrough } from "../live-through";
import { type EngineLives, engineLives } from "./engine-driver";

// Random ones: `npm run fuzz -- --engine`.
describe("lives of a tenant through the real engine", function () {
  this.timeout(600_000);
  let lives: EngineLives;
  before(async () => {
    lives = await engineLives("lives-slice");
  });
  after(() => lives.close());

  for (const [name, life] of keptLives("real/shown")) {
    it(`hold every invariant: ${name} [OPS-2] [DEL-1] [CRE-2]`, async () => {
      expect(await liveThrough(lives.tenant, life, lives.begin)).to.deep.equal([]);
    });
  }
});
