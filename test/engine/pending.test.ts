import { expect } from "chai";
import { hasPending } from "../../src/engine/internals/exported-state";

describe("what a dead run was in the middle of", () => {
  it("stands in the state, or nothing does", () => {
    const state = (pending: readonly object[]) => ({
      version: 3,
      deployment: { pending_operations: pending },
    });
    expect(hasPending(state([{ type: "creating" }]))).to.equal(true);
    expect(hasPending(state([]))).to.equal(false);
    expect(hasPending({ version: 3, deployment: {} })).to.equal(false);
  });
});
