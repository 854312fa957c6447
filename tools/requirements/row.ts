/** One row of docs/requirements.md. */
export interface Row {
  readonly id: string;
  readonly text: string;
  /** Whether a test must show it by now. */
  readonly isRequired: boolean;
}

/** Reads the rows of the table. A row that is not understood is an error: it would be required of nobody. */
export function readRows(markdown: string): Row[] {
  const lines = markdown.split("\n").filter((line) => /^\| [A-Z]+-\d+ /.test(line));
  return lines.map((line) => {
    const [id, text, , , state] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    if (!id || !text || (state !== "now" && state !== "later"))
      throw new Error(`This row is not understood: ${line}`);
    return { id, text, isRequired: state === "now" };
  });
}
