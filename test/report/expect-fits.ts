import { expect } from "chai";
import { columnsOf } from "../../src/problem/wrap";

/** That no line is wider than the terminal, unless it is one long word, such as a path, that has no place to break at. */
export function expectFits(text: string, width: number): void {
  const wide = text.split("\n").filter((line) => columnsOf(line) > width && line.trim().includes(" "));
  expect(wide).to.deep.equal([]);
}
