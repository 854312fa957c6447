import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder";
import { writeFileAtomically } from "../files/write-file";
import { loadEstate } from "../model/load-estate";
import { exitCode } from "../problem/exit-code";
import { VisibleError } from "../problem/visible-error";
import { counted } from "../report/phrases";
import { errorsWith } from "../rules/validate";
import { diskFiles } from "../spec/spec-files";
import { usersFilePath } from "../spec/users-file";
import type { Context } from "./context";

/** A spec's file with its text before and after. */
export interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Applies a function to the texts of all specs of some organisations, and of the CSV files with the users of their policies;
 * what it leaves as it is, is no edit.
 */
export function editsOf(
  root: string,
  organisations: readonly string[],
  change: (text: string, file: string) => string,
): Edit[] {
  const tables = usersFiles(root);
  return diskFiles
    .readTree(root, "specs")
    .filter(({ path, kind }) => kind === "file" && (/\.ya?ml$/.test(path) || tables.has(path)))
    .filter(({ path }) => organisations.includes(path.split("/")[1] ?? ""))
    .map((file) => ({ file: file.path, before: Buffer.from(file.read()).toString("utf8") }))
    .map(({ file, before }) => ({ file, before, after: change(before, file) }))
    .filter(({ before, after }) => before !== after)
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** The edits that some changes make, each of its file. Several of one file are made one after the other. */
export function editsFor(
  root: string,
  changes: readonly { readonly file: string; change(text: string): string }[],
): Edit[] {
  return [...Map.groupBy(changes, ({ file }) => file)].map(([file, each]) => {
    const before = readFileSync(join(root, file), "utf8");
    return { file, before, after: each.reduce((text, one) => one.change(text), before) };
  });
}

function usersFiles(root: string): Set<string> {
  const policies =
    loadEstate(root, diskFiles).estate?.organisations.flatMap(({ policies }) => policies) ?? [];
  return new Set(
    policies.flatMap(({ source, status, spec: { usersFile } }) =>
      usersFile === undefined || status === "deleted" ? [] : [usersFilePath(source.file, usersFile)],
    ),
  );
}

/** No one wants to repair what a command broke: an edit that makes specs wrong is not made. */
function assertRight(root: string, edits: readonly Edit[]): void {
  const errors = errorsWith(
    { root, files: diskFiles },
    edits.map(({ file, after: text }) => ({ file, text })),
  );
  if (errors.length === 0) return;
  throw new VisibleError("The specs would have errors. Nothing was written.", {
    problems: errors,
    exitCode: exitCode.specsInvalid,
  });
}

/** Writes what makes no spec wrong. A disk that is full or write-protected is not our mistake. */
export function writeEdits(root: string, edits: readonly Edit[]): void {
  assertRight(root, edits);
  writeFiles(
    root,
    edits.map(({ file, after }) => ({ file, text: after })),
  );
}

/** Writes files of specs, whatever is in them. */
export function writeFiles(
  root: string,
  files: readonly { readonly file: string; readonly text: string }[],
): void {
  for (const { file, text } of files) {
    makeFolder(dirname(join(root, file)));
    writeFileAtomically(join(root, file), text, 0o644);
  }
}

/** Shows edits as a difference on stdout and writes them where that is wanted. */
export function tellOrWrite(context: Context, edits: readonly Edit[], isWritten: boolean): void {
  const { root } = context;
  assertRight(root, edits);
  for (const { file, before, after } of edits) context.print(textDiff(file, before, after));
  if (isWritten) writeEdits(root, edits);
}

/** The same for a command that only edits specs: it also says what came of it, and how to go on. */
export function tellAndClose(context: Context, edits: readonly Edit[], isWritten: boolean): void {
  tellOrWrite(context, edits, isWritten);
  const files = counted(edits.length, "spec");
  context.say(
    isWritten
      ? `${files} changed. Have them reviewed; bookings preview shows what they would change.`
      : `${files} would change; nothing was written. Add --write to do it.`,
  );
}

type Line = readonly [sign: " " | "-" | "+", text: string];

/** Longest common runs by dynamic programming: specs are small. */
function lengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const [row, next] = [table[i] ?? [], table[i + 1] ?? []];
      row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function compared(before: readonly string[], after: readonly string[]): Line[] {
  const table = lengths(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push([" ", before[i] ?? ""]);
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      lines.push(["-", before[i] ?? ""]);
      i++;
    } else {
      lines.push(["+", after[j] ?? ""]);
      j++;
    }
  }
  return lines;
}

const AROUND = 1;

/** A file that is not there yet has no line. */
const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Two versions of a file as a difference that people read: changed lines with one before and after. */
function textDiff(file: string, before: string, after: string): string {
  const lines = compared(linesOf(before), linesOf(after));
  const changed = lines.flatMap(([sign], index) => (sign === " " ? [] : [index]));
  const isShown = (index: number): boolean => changed.some((one) => Math.abs(one - index) <= AROUND);
  const shown = lines.flatMap(([sign, text], index) => {
    if (!isShown(index)) return [];
    const gap = index > 0 && !isShown(index - 1) ? ["  …"] : [];
    return [...gap, `${sign} ${text}`.trimEnd()];
  });
  return [file, ...shown.map((line) => `  ${line}`), ""].join("\n");
}
