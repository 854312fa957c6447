import type { Means } from "./means";

/** A test that says in its title which rows it shows. */
export interface Citation {
  readonly file: string;
  readonly title: string;
  readonly ids: readonly string[];
  /** What the test's file uses to show them. */
  readonly means: ReadonlySet<Means>;
}

const TEST_TITLE =
  /\b(?:it|describe|describeWith)\(\s*(?:\[[^\]]*\],\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g;
const STORY_TITLE = /^\s*(?:- it|it|title): (.*)$/gm;
const ID = /\[([A-Z]{3}-\d+)\]/g;

function titlesIn(file: string, text: string): string[] {
  if (file.endsWith(".yaml")) return [...text.matchAll(STORY_TITLE)].map(([, title = ""]) => title);
  return [...text.matchAll(TEST_TITLE)].map(
    ([, double, single, template]) => double ?? single ?? template ?? "",
  );
}

/** The citations in the titles of a test file or of a story. */
export function citationsIn(file: string, text: string, means: ReadonlySet<Means>): Citation[] {
  return titlesIn(file, text).flatMap((title) => {
    const ids = [...title.matchAll(ID)].map(([, id = ""]) => id);
    return ids.length > 0
      ? [{ file, title: title.replaceAll(ID, "").replaceAll(/\s+/g, " ").trim(), ids, means }]
      : [];
  });
}
