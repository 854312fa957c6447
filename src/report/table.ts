import { unbroken } from "../problem/printable";
import { columnsOf } from "../problem/wrap";

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

function aligned(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - columnsOf(text)));
  return right ? space + text : text + space;
}

const wide = (columns: readonly Column[], rows: readonly (readonly string[])[]): number[] =>
  columns.map((column, index) =>
    Math.max(columnsOf(column.heading), ...rows.map((row) => columnsOf(row[index] ?? ""))),
  );

/** Where a terminal is too narrow for one line per row: a block per row, a line per column. */
function blocks(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  strong: (text: string) => string,
): string {
  const label = Math.max(...columns.slice(1).map((column) => columnsOf(column.heading)));
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
  cells: readonly (readonly string[])[],
  { width, strong = (text) => text }: TableOptions = {},
): string {
  const rows = cells.map((row) => row.map(unbroken));
  const widths = wide(columns, rows);
  const needed = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  if (width !== undefined && needed > width) return `${blocks(columns, rows, strong)}\n`;
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => aligned(row[index] ?? "", widths[index] ?? 0, column.right ?? false))
      .join(GAP)
      .trimEnd();
  return [strong(line(columns.map(({ heading }) => heading))), ...rows.map(line), ""].join("\n");
}

/** Names side by side, downwards first as `ls` does, in as many columns as the terminal has room for; in a pipe one a line. */
export function inColumns(names: readonly string[], width: number | undefined): string[] {
  const widest = Math.max(0, ...names.map(columnsOf)) + GAP.length;
  const columns = Math.max(1, Math.floor(((width ?? 0) + GAP.length) / widest));
  const lines = Math.ceil(names.length / columns);
  return Array.from({ length: lines }, (_, line) =>
    names
      .filter((_name, index) => index % lines === line)
      .map((name) => aligned(name, widest, false))
      .join("")
      .trimEnd(),
  );
}
