import { expect } from "chai";
import { areas, catalogue } from "../../src/problem/catalogue";

describe("catalogue of problems", () => {
  it("uses each code in one area only", () => {
    const codes = Object.values(areas).flatMap((area) => Object.keys(area));
    expect(new Set(codes).size).to.equal(codes.length);
    expect(codes.sort()).to.deep.equal(Object.keys(catalogue).sort());
  });

  it("has kebab-case codes only", () => {
    for (const code of Object.keys(catalogue)) expect(code).to.match(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });
});
