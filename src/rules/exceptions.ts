import type { Estate } from "../model/estate";
import type { Problem } from "../problem/problem";

/**
 * Problems as the recorded exceptions of adopted calendars leave them: what an exception names is a warning and no error.
 * An exception counts only in the spec of an adopted calendar, and only for the person that it names.
 */
export function withExceptions(estate: Estate | undefined, problems: readonly Problem[]): Problem[] {
  const accepted = new Map(
    (estate?.organisations ?? [])
      .flatMap(({ calendars }) => calendars)
      .flatMap(({ source, spec: { adopted, exceptions = [] } }) =>
        adopted ? [[source.file, exceptions] as const] : [],
      ),
  );
  if (accepted.size === 0) return [...problems];
  return problems.map((problem) => {
    const exceptions = problem.at && problem.severity === "error" ? accepted.get(problem.at.file) : undefined;
    const told = JSON.stringify(problem.args).toLowerCase();
    const isAccepted = exceptions?.some(
      (one) =>
        one.problem === problem.code && (one.about === undefined || told.includes(one.about.toLowerCase())),
    );
    return isAccepted ? { ...problem, severity: "warning" as const } : problem;
  });
}
