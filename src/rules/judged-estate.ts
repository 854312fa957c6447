import type { Estate } from "../model/estate";
import { type LoadedEstate, loadEstate } from "../model/load-estate";
import type { Problem } from "../problem/problem";
import { diskFiles, type SpecFiles } from "../spec/spec-files";
import { rules } from "./registry";

/** All specs as they were read, and what the rules say of them. */
export interface JudgedEstate extends LoadedEstate {
  /** What was found on reading and by the rules, less what exceptions allow. */
  readonly judged: readonly Problem[];
}

/** Reads and judges the specs below a root folder. */
export type EstateReader = (root: string) => JudgedEstate;

/** Reads all specs below a root folder and applies all rules. */
export function judgeEstate(root: string, files: SpecFiles): JudgedEstate {
  const loaded = loadEstate(root, files);
  const { estate, problems, salvaged } = loaded;
  const broken = estate ? rules.flatMap(({ check }) => check({ estate, salvaged })) : [];
  return { ...loaded, judged: withExceptions(estate, [...problems, ...broken]) };
}

/** Reads the specs at each question. */
export const readEachTime: EstateReader = (root) => judgeEstate(root, diskFiles);

/**
 * Reads the specs once, for a command about many organisations: each needs all of them, as an address may clash with any,
 * and all are to be judged by the same.
 */
export function readOnce(): EstateReader {
  const read = new Map<string, JudgedEstate>();
  return (root) => {
    const known = read.get(root) ?? readEachTime(root);
    read.set(root, known);
    return known;
  };
}

/** Whether a problem is one of these organisations or of what all share. */
export const concerns =
  (organisations: readonly string[]) =>
  ({ at, also = [] }: Problem): boolean =>
    at === undefined ||
    [at, ...also].some(({ file }) => {
      const [, folder = "", ...rest] = file.split("/");
      return rest.length === 0 || organisations.includes(folder);
    });

/**
 * Problems as the recorded exceptions of adopted calendars leave them: what an exception names is a warning and no error.
 * An exception counts only in the spec of an adopted calendar, and only for the person that it names.
 */
function withExceptions(estate: Estate | undefined, problems: readonly Problem[]): Problem[] {
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
