/** Excel reads a file as UTF-8 only if it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Excel takes a cell that begins like this for a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** Whoever prints a table on a terminal must not have it act on what a patient wrote. */
const ACTING = /[[\p{Cc}\p{Bidi_Control}]--[\t\r\n]]/gv;

const spelledOut = (text: string): string =>
  text.replace(ACTING, (one) => `<U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

/** A cell as it stands in the file. Unless it is raw, nothing in it can be run as a formula, or acts on a terminal. */
export function cell(text: string, isRaw: boolean): string {
  const plain = isRaw ? text : spelledOut(text).replace(/\r\n?/g, "\n");
  const guarded = !isRaw && FORMULA.test(text) ? `'${plain}` : plain;
  return /["\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A table as a file for Excel. */
export function tsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, ...rows].map((cells) => `${cells.map((text) => cell(text, false)).join("\t")}\n`);
  return BYTE_ORDER_MARK + lines.join("");
}
