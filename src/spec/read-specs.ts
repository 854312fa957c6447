import { type Problem, problem } from "../problem/problem";
import { systemWords } from "../problem/system-words";
import { expectedKind } from "./expected-kind";
import { limits } from "./limits";
import { type ReadDocument, readDocument } from "./read-document";
import type { SpecDocument } from "./spec-document";
import type { SpecFile, SpecFiles } from "./spec-files";

/** All specs of a tree that could be understood, and everything that could not. */
export interface ReadSpecs {
  readonly documents: readonly SpecDocument[];
  readonly problems: readonly Problem[];
  /** Every file that was taken for a spec, sorted. */
  readonly files: readonly string[];
  /** Text of a file that has been read, for its source line in a problem. */
}

const FOLDER = "specs";

/** Reads every spec below `specs/`. What a file contains never makes it throw. */
export function readSpecs(root: string, from: SpecFiles): ReadSpecs {
  const found = listed(root, from);
  if ("code" in found) return { documents: [], problems: [found], files: [] };
  const files = found.sort((a, b) => (a.path < b.path ? -1 : 1));
  const tooMany = files.length > limits.files;
  const documents: SpecDocument[] = [];
  const problems: Problem[] = tooMany ? [tooManyFiles(files.length)] : [];
  for (const file of tooMany ? [] : files) {
    const { document, problems: some } = readFile(file);
    if (document) documents.push(document);
    problems.push(...some);
  }
  problems.push(...strayProblems(files, documents));
  return { documents, problems, files: files.map(({ path }) => path) };
}

// Notes beside the specs are welcome; what looks as if it were meant to be a spec is not passed over in silence.
const SPEC = /\.yaml$/;
const MEANT = /\.(yml|yaml|json)(\.txt|\.bak|~)?$/i;

function listed(root: string, from: SpecFiles): SpecFile[] | Problem {
  try {
    const files = from.readTree(root, FOLDER).filter(({ path }) => !isHidden(path) && MEANT.test(path));
    return files.length > 0 ? files : problem("no-specs", {});
  } catch {
    return problem("no-specs", {});
  }
}

function isHidden(path: string): boolean {
  return path.split("/").some((step) => step.startsWith("."));
}

function tooManyFiles(count: number): Problem {
  return problem("too-many-files", { count, limit: limits.files });
}

function readFile(file: SpecFile): ReadDocument {
  const at = { file: file.path, line: 1, column: 1 };
  if (file.kind === "symlink-out") return { problems: [problem("symlink-out-of-tree", {}, at)] };
  if (file.kind === "other") return { problems: [problem("not-a-regular-file", {}, at)] };
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (!SPEC.test(name)) {
    const rename = `${name.replace(MEANT, "")}.yaml`;
    return { problems: [problem("wrong-extension", { name, rename }, at)] };
  }
  try {
    const size = file.size();
    if (size > limits.bytes) {
      return { problems: [problem("file-too-large", { size, limit: limits.bytes }, at)] };
    }
    return readDocument(file.path, file.read());
  } catch (error) {
    return { problems: [problem("unreadable-file", { reason: reason(error) }, at)] };
  }
}

function reason(error: unknown): string {
  const words = systemWords(error);
  if (words === undefined) throw error;
  return words;
}

/** Files whose organisation or tenant is not described by any file. */
function strayProblems(files: readonly SpecFile[], documents: readonly SpecDocument[]): Problem[] {
  const paths = new Set(files.map(({ path }) => path));
  const problems: Problem[] = [];
  if (!paths.has(`${FOLDER}/tenant.yaml`)) {
    problems.push(problem("missing-tenant-file", {}, { file: `${FOLDER}/tenant.yaml`, line: 1, column: 1 }));
  }
  const told = new Set<string>();
  for (const { path } of files) {
    const folder = expectedKind(path)?.folder;
    if (!folder || told.has(folder) || paths.has(`${FOLDER}/${folder}/organisation.yaml`)) continue;
    told.add(folder);
    const document = documents.find(({ file }) => file === path);
    const at = document?.placeOf("/kind") ?? { file: path, line: 1, column: 1 };
    problems.push(problem("missing-organisation-file", { folder }, at));
  }
  return problems;
}
