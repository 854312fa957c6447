type Line = readonly [sign: " " | "-" | "+", text: string];

/** Longest common runs by dynamic programming: specs are small. */
function lengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const [row, next] = [table[i] ?? [], table[i + 1] ?? []];
      row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function compared(before: readonly string[], after: readonly string[]): Line[] {
  const table = lengths(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push([" ", before[i] ?? ""]);
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      lines.push(["-", before[i] ?? ""]);
      i++;
    } else {
      lines.push(["+", after[j] ?? ""]);
      j++;
    }
  }
  return lines;
}

/** Lines around a change, for orientation. */
const AROUND = 1;

/** A file that is not there yet has no line. */
const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Two versions of a file as a difference that people read: changed lines with one before and after. */
export function textDiff(file: string, before: string, after: string): string {
  const lines = compared(linesOf(before), linesOf(after));
  const changed = lines.flatMap(([sign], index) => (sign === " " ? [] : [index]));
  const isShown = (index: number): boolean => changed.some((one) => Math.abs(one - index) <= AROUND);
  const shown = lines.flatMap(([sign, text], index) => {
    if (!isShown(index)) return [];
    const gap = index > 0 && !isShown(index - 1) ? ["  …"] : [];
    return [...gap, `${sign} ${text}`.trimEnd()];
  });
  return [file, ...shown.map((line) => `  ${line}`), ""].join("\n");
}
