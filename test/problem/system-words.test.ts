import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { systemWords } from "../../src/problem/system-words";

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}

describe("why a file cannot be read, for people", () => {
  it("is told in words where the system says it by a code", () => {
    const missing = thrownBy(() => readFileSync(join(tmpdir(), "no", "such", "file")));
    expect(systemWords(missing)).to.equal("there is no such file");
    expect(systemWords(thrownBy(() => readFileSync(tmpdir())))).to.equal("it is a folder");
    expect(systemWords(missing, "write")).to.equal("its folder does not exist");
    expect(systemWords(Object.assign(new Error("x"), { code: "EXDEV", errno: -18 }))).to.equal(
      "the system says EXDEV",
    );
  });

  it("is left to others where they have codes of their own", () => {
    expect(systemWords(thrownBy(() => parse("a: [")))).to.equal(undefined);
    expect(systemWords(new Error("anything"))).to.equal(undefined);
    expect(systemWords("EACCES")).to.equal(undefined);
  });
});
