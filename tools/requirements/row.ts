import { MEANS, type Means } from "./means";

/** One row of docs/requirements.md. */
export interface Row {
  readonly id: string;
  readonly text: string;
  /** By what it must be shown, all of them. */
  readonly shownBy: readonly Means[];
  /** Whether a test must show it by now. */
  readonly isRequired: boolean;
}

/** Reads the rows of the table. A row that is not understood is an error: no test would be asked to show it. */
export function readRows(markdown: string): Row[] {
  const lines = markdown.split("\n").filter((line) => /^\| [A-Z]+-\d+ /.test(line));
  return lines.map((line) => {
    const [id, text, shown = "", , state] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    const shownBy = MEANS.filter((means) => shown.split(", ").includes(means));
    if (!id || !text || shownBy.length !== shown.split(", ").length || (state !== "now" && state !== "later"))
      throw new Error(`This row is not understood: ${line}`);
    return { id, text, shownBy, isRequired: state === "now" };
  });
}
