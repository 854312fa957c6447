import { expect } from "chai";
import { columnsOf } from "../../src/problem/wrap";

/** What has no place to break at: one long word, such as a path, and a command that stands on a line of its own. */
const isWhole = (line: string): boolean => /^(\S+|bookings .+)$/.test(line.trim());

/** That no line is wider than the terminal, unless it has no place to break at. */
export function expectFits(text: string, width: number): void {
  const wide = text.split("\n").filter((line) => columnsOf(line) > width && !isWhole(line));
  expect(wide).to.deep.equal([]);
}
