import { expect } from "chai";

/** Fails unless all lines that match one pattern come before all that match the next, and each pattern matches some. */
export function checkOrder(lines: readonly string[], patterns: readonly string[]): void {
  const spans = patterns.map((pattern) => {
    const matching = lines.flatMap((line, index) => (new RegExp(pattern, "i").test(line) ? [index] : []));
    expect(matching, `no request matches ${pattern}:\n${lines.join("\n")}`).not.to.be.empty;
    return { pattern, first: Math.min(...matching), last: Math.max(...matching) };
  });
  spans.slice(1).forEach((span, index) => {
    const before = spans[index];
    const inOrder = before !== undefined && before.last < span.first;
    expect(inOrder, `${span.pattern} must come after ${before?.pattern}:\n${lines.join("\n")}`).to.equal(
      true,
    );
  });
}
