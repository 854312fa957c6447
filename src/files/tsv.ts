/** Excel reads a file as UTF-8 only if it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Excel takes a cell that begins like this for a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A cell as it stands in the file. Unless it is raw, nothing in it can be run as a formula. */
export function cell(text: string, isRaw: boolean): string {
  const plain = text.replace(/\r\n?/g, isRaw ? "$&" : "\n");
  const guarded = !isRaw && FORMULA.test(text) ? `'${plain}` : plain;
  return /["\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A table as a file for Excel. */
export function tsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, ...rows].map((cells) => `${cells.map((text) => cell(text, false)).join("\t")}\n`);
  return BYTE_ORDER_MARK + lines.join("");
}
