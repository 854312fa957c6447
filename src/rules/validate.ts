import type { Estate } from "../model/estate";
import { type Problem, problem } from "../problem/problem";
import { countProblems, type ProblemCounts, tidyProblems } from "../problem/tidy-problems";
import { memoryFiles, type SpecFiles } from "../spec/spec-files";
import { judgeEstate } from "./judged-estate";

/** What validation found. */
interface Validation {
  /** What the specs ask for; absent when there is any error anywhere, so that no one acts on half of it. */
  readonly estate?: Estate;
  /** Sorted by place. */
  readonly problems: readonly Problem[];
  readonly counts: ProblemCounts & {
    readonly files: number;
    readonly organisations: number;
    readonly calendars: number;
    readonly policies: number;
  };
}

/**
 * Reads all specs below a root folder and applies all rules. With paths (files or folders relative to the root), all
 * are still read, since a clash may be with any of them, but only problems that concern the paths are told.
 */
export function validate(root: string, from: SpecFiles, paths: readonly string[] = []): Validation {
  const { estate, files, judged: all } = judgeEstate(root, from);
  const told = tidyProblems(paths.length === 0 ? all : concerning(all, paths, files));
  return {
    ...(estate && !all.some(({ severity }) => severity === "error") && { estate }),
    problems: told,
    counts: {
      ...countProblems(told),
      files: files.length,
      organisations: estate?.organisations.length ?? 0,
      calendars: total(estate, "calendars"),
      policies: total(estate, "policies"),
    },
  };
}

/** The specs that are there. */
export interface Specs {
  readonly root: string;
  readonly files: SpecFiles;
}

/** The errors that new or changed files would have among the specs that are there. */
export function errorsWith(
  { root, files }: Specs,
  written: readonly { readonly file: string; readonly text: string }[],
): Problem[] {
  const table = Object.fromEntries(written.map(({ file, text }) => [file, text]));
  return validate(root, memoryFiles(table, files), Object.keys(table)).problems.filter(
    // a table with users is part of a spec and none itself
    ({ severity, code }) => severity === "error" && code !== "no-such-path",
  );
}

function concerning(
  problems: readonly Problem[],
  paths: readonly string[],
  files: readonly string[],
): Problem[] {
  const wanted = paths.map(normal);
  const isWanted = (file: string) => wanted.some((path) => isWithin(file, path));
  const unknown = paths.filter((_path, i) => !files.some((file) => isWithin(file, wanted[i] ?? "")));
  return [
    ...unknown.map((path) => problem("no-such-path", { path })),
    ...problems.filter(({ at, also = [] }) => !at || [at, ...also].some(({ file }) => isWanted(file))),
  ];
}

function isWithin(file: string, path: string): boolean {
  return path === "" || file === path || file.startsWith(`${path}/`);
}

function normal(path: string): string {
  return path
    .replaceAll("\\", "/")
    .replace(/^(\.\/)+|^\.$/, "")
    .replace(/\/+$/, "");
}

function total(estate: Estate | undefined, what: "calendars" | "policies"): number {
  return (estate?.organisations ?? []).reduce((sum, organisation) => sum + organisation[what].length, 0);
}
