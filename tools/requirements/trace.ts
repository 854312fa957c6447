import type { Citation } from "./citation";
import type { Row } from "./row";

/** Which tests show which row, in words, and what is wrong with that. */
export interface Trace {
  readonly text: string;
  readonly faults: readonly string[];
}

function rowText({ id, text, isRequired }: Row, tests: readonly Citation[]): string {
  const mark = tests.length > 0 ? "✓" : isRequired ? "✗" : "·";
  const lines = tests.map(({ file, title }) => `      ${title}  (${file})`);
  return [
    `${mark} ${id}  ${text}`,
    ...(lines.length > 0 ? lines : [`      ${isRequired ? "no test" : "later"}`]),
  ].join("\n");
}

/** Puts rows and tests together. */
export function trace(rows: readonly Row[], citations: readonly Citation[]): Trace {
  const ids = new Set(rows.map(({ id }) => id));
  const testsOf = ({ id }: Row): Citation[] => citations.filter((citation) => citation.ids.includes(id));
  const bare = rows.filter((row) => row.isRequired && testsOf(row).length === 0);
  const weak = rows
    .filter((row) => row.isRequired && testsOf(row).length > 0)
    .flatMap((row) =>
      row.shownBy
        .filter((means) => !testsOf(row).some((test) => test.means.has(means)))
        .map((means) => `${row.id} must be shown by “${means}”, and no test that cites it does.`),
    );
  const strays = citations.flatMap(({ file, ids: cited }) =>
    cited
      .filter((id) => !ids.has(id))
      .map((id) => `${file} cites ${id}, which docs/requirements.md does not have.`),
  );
  return {
    text: rows.map((row) => rowText(row, testsOf(row))).join("\n"),
    faults: [...bare.map(({ id }) => `${id} is required and no test shows it.`), ...weak, ...strays],
  };
}
