import { stripVTControlCharacters } from "node:util";

/** A column: its heading and, for numbers, alignment to the right. */
export interface Column {
  readonly heading: string;
  readonly right?: boolean;
}

export interface TableOptions {
  /** Width of the terminal; absent = as wide as needed, for files and pipes. */
  readonly width?: number | undefined;
  readonly strong?: (text: string) => string;
}

const GAP = "  ";
const length = (text: string): number => [...stripVTControlCharacters(text)].length;

function aligned(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - length(text)));
  return right ? space + text : text + space;
}

const wide = (columns: readonly Column[], rows: readonly (readonly string[])[]): number[] =>
  columns.map((column, index) =>
    Math.max(length(column.heading), ...rows.map((row) => length(row[index] ?? ""))),
  );

/** Where a terminal is too narrow for one line per row: a block per row, a line per column. */
function blocks(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  strong: (text: string) => string,
): string {
  const label = Math.max(...columns.slice(1).map((column) => length(column.heading)));
  return rows
    .map(([first = "", ...rest]) =>
      [
        strong(first),
        ...rest.map((cell, index) =>
          `  ${aligned(columns[index + 1]?.heading ?? "", label, false)}${GAP}${cell}`.trimEnd(),
        ),
      ].join("\n"),
    )
    .join("\n");
}

/**
 * Rows under headings, aligned by spaces. No library draws this: without borders it is padding,
 * and the borders that libraries add get in the way of `grep`, `cut` and narrow terminals.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, strong = (text) => text }: TableOptions = {},
): string {
  const widths = wide(columns, rows);
  const needed = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  if (width !== undefined && needed > width) return `${blocks(columns, rows, strong)}\n`;
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => aligned(cells[index] ?? "", widths[index] ?? 0, column.right ?? false))
      .join(GAP)
      .trimEnd();
  return [strong(line(columns.map(({ heading }) => heading))), ...rows.map(line), ""].join("\n");
}
