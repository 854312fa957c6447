/** How bad a problem is: an error stops the run, a warning is shown and the run goes on, advice is for tidiness. */
export type Severity = "error" | "warning" | "advice";

/** How a command ends that an error stops; `src/problem/exit-code.ts` gives the exit code of each. */
export type ErrorOutcome = "failed" | "drift" | "invalid" | "sign-in" | "refused" | "unreadable";

/** What a sentence may be made of. Plain data, so that a problem can be written as JSON. */
export type ProblemArg = string | number | boolean | readonly string[] | undefined;

interface Words {
  readonly sentence: (args: never) => string;
  readonly advice?: (args: never) => string | undefined;
}

/** Everything about one code: how bad it is, how a command ends with it, what is wrong, and what to write instead. */
export type CatalogueEntry = Words &
  (
    | {
        /** With it, the problem is an error. */
        readonly outcome: ErrorOutcome;
        /** It concerns the one calendar of its arguments (`address` or `calendar`): that one is held back, the others go on. */
        readonly scope?: "calendar";
      }
    | { readonly severity: "warning" | "advice" }
  );

/** How bad every problem of a code is. */
export const severityOf = (entry: CatalogueEntry): Severity =>
  "outcome" in entry ? "error" : entry.severity;

/** The problems of one area, by kebab-case code. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** The command that brings the last committed version of a file back, whether its removal was committed or not. */
export function restoring(file: string): string {
  const path = /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
  return `git checkout "$(git log -1 --format=%h --diff-filter=AM -- ${path})" -- ${path}`;
}

/** “This”, “that” and “the other”. */
export const quotedList = (items: readonly string[]): string => items.map((item) => `“${item}”`).join(", ");

/** Not more names than someone reads; of a longer list, the rest is counted. */
export function firstOf(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

export const didYouMean = (near: string | undefined): string | undefined =>
  near === undefined ? undefined : `Did you mean “${near}”?`;
