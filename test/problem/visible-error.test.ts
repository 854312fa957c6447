import { expect } from "chai";
import { exitCode } from "../../src/problem/exit-code";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";

describe("visible error", () => {
  it("fails with 1 unless told otherwise", () => {
    const error = new VisibleError("No.");
    expect(error).to.be.instanceOf(Error);
    expect(error.exitCode).to.equal(exitCode.failed);
    expect(error.problems).to.deep.equal([]);
  });

  it("says a problem with its advice and keeps the cause", () => {
    const cause = new Error("ENOENT");
    const found = problem("no-specs", {});
    const error = VisibleError.of(found, { exitCode: exitCode.specsInvalid, cause });
    expect(error.message).to.include("no folder “specs”");
    expect(error.advice).to.include("BOOKINGS_ROOT");
    expect([error.exitCode, error.problems, error.cause]).to.deep.equal([3, [found], cause]);
  });
});
