/** How bad a problem is: an error stops the run, a warning is shown and the run goes on, advice is for tidiness. */
export type Severity = "error" | "warning" | "advice";

/** What a sentence may be made of. Plain data, so that a problem can be written as JSON. */
export type ProblemArg = string | number | boolean | readonly string[] | undefined;

/** All words for one code: what is wrong, and what to write instead. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly sentence: (args: never) => string;
  readonly advice?: (args: never) => string | undefined;
}

/** The problems of one area, by kebab-case code. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;
