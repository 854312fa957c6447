import { expect } from "chai";
import { keptLifecycles } from "../kept-lifecycle";
import { runLifecycle } from "../run-lifecycle";
import { type EngineLifecycles, engineLifecycles } from "./engine-driver";

// Random ones: `npm run fuzz -- --engine`.
describe("lifecycles of a tenant through the real engine", function () {
  this.timeout(600_000);
  let lifecycles: EngineLifecycles;
  before(async () => {
    lifecycles = await engineLifecycles("lifecycles-slice");
  });
  after(() => lifecycles.close());

  for (const [name, lifecycle] of keptLifecycles("real/shown")) {
    it(`hold every invariant: ${name} [OPS-2] [DEL-1] [CRE-2]`, async () => {
      expect(await runLifecycle(lifecycles.tenant, lifecycle, lifecycles.begin)).to.deep.equal([]);
    });
  }
});
