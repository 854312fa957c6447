import { type Place, startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { systemWords } from "../problem/system-words";
import { Copies, keptByEditor, MEANT } from "./copies";
import { decode } from "./decode";
import { scalars } from "./generated/scalars";
import { limitProblems, limits } from "./limits";
import { near } from "./near";
import { parseSpec } from "./parse-spec";
import type { PlainValue } from "./plain-value";
import { positions } from "./positions";
import { belongs, type Expected, expectedKind, shapeProblem, specKinds } from "./shape-problem";
import type { PlaceOf, SpecDocument, SpecKind } from "./spec-document";
import type { SpecFile, SpecFiles } from "./spec-files";
import { withUsersFile } from "./users-file";
import { type ShapeError, shapeErrors } from "./validator";
import { valueAt } from "./value-at";

/** All specs of a tree that could be understood, and everything that could not. */
interface ReadSpecs {
  readonly documents: readonly SpecDocument[];
  readonly problems: readonly Problem[];
  /** Every file that was taken for a spec, sorted. */
  readonly files: readonly string[];
}

const FOLDER = "specs";

/** Reads every spec below `specs/`. What a file contains never makes it throw. */
export function readSpecs(root: string, from: SpecFiles, workedMs: () => number = processorMs): ReadSpecs {
  const found = listed(root, from);
  if ("code" in found) return { documents: [], problems: [found], files: [] };
  const { specs, tables } = found;
  const files = specs.sort((a, b) => (a.path < b.path ? -1 : 1));
  const count = files.length;
  const tooMany = count > limits.files;
  const documents: SpecDocument[] = [];
  const problems: Problem[] = tooMany ? [problem("too-many-files", { count, limit: limits.files })] : [];
  const patience = new Patience(workedMs);
  const names = new Set(files.map(({ path }) => path));
  const copies = new Copies(files);
  const own = files.filter((one) => !copies.isPlain(one));
  for (const file of tooMany ? [] : own) {
    const end = patience.end();
    if (end) {
      problems.push({ ...end, at: startOf(file.path) });
      break;
    }
    const { document, problems: some, bytesRead = 0 } = readFile(file, names);
    patience.took(bytesRead);
    problems.push(...some);
    if (document?.kind !== "UserPolicy") documents.push(...(document ? [document] : []));
    else {
      const whole = withUsersFile(document, tables);
      documents.push(whole.document);
      problems.push(...whole.problems);
    }
  }
  problems.push(...strayProblems(own, documents));
  const left = copies.apart(documents);
  return {
    documents: documents.filter(({ file }) => !left.has(file)),
    problems: [...problems.filter(({ at }) => !left.has(at?.file ?? "")), ...copies.problems()],
    files: files.map(({ path }) => path),
  };
}

/** Work of the processor, so that a busy machine takes no longer than an idle one. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How much is read of an estate altogether: by its size, and by the time that specs of that number and size may take. */
class Patience {
  readonly #startMs: number;
  #files = 0;
  #bytes = 0;

  constructor(private readonly workedMs: () => number) {
    this.#startMs = workedMs();
  }

  /** Why nothing more is read, if so. */
  end(): Problem | undefined {
    if (this.#bytes > limits.totalBytes) return problem("specs-too-large", { limit: limits.totalBytes });
    const seconds = (this.workedMs() - this.#startMs) / 1000;
    const fair = limits.spareSeconds + (this.#files + this.#bytes / limits.bytesEachMs) / 1000;
    return seconds > fair ? problem("specs-too-slow", { seconds: Math.round(seconds) }) : undefined;
  }

  took(bytes: number): void {
    this.#files += 1;
    this.#bytes += bytes;
  }
}

const SPEC = /\.yaml$/;

interface Listed {
  readonly specs: SpecFile[];
  /** Files that a spec may name, by path. */
  readonly tables: ReadonlyMap<string, SpecFile>;
}

function listed(root: string, from: SpecFiles): Listed | Problem {
  try {
    const isHidden = (step: string): boolean => step.startsWith(".");
    const files = from.readTree(root, FOLDER).filter(({ path }) => !path.split("/").some(isHidden));
    // a link may stand in the place of a folder too
    const specs = files.filter(({ path, kind }) => kind === "link" || MEANT.test(path));
    const tables = new Map(files.filter(({ path }) => /\.csv$/i.test(path)).map((file) => [file.path, file]));
    return specs.length > 0 ? { specs, tables } : problem("no-specs", {});
  } catch {
    return problem("no-specs", {});
  }
}

function readFile(
  file: SpecFile,
  names: ReadonlySet<string>,
): ReadDocument & { readonly bytesRead?: number } {
  const at = startOf(file.path);
  if (file.kind === "link") return { problems: [problem("link-in-specs", {}, at)] };
  if (file.kind === "other") return { problems: [problem("not-a-regular-file", {}, at)] };
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  if (!SPEC.test(name)) return { problems: [wrongName(file.path, name, names, at)] };
  try {
    const size = file.size();
    if (size > limits.bytes)
      return { problems: [problem("file-too-large", { size, limit: limits.bytes }, at)] };
    const bytes = file.read();
    return { ...readDocument(file.path, bytes), bytesRead: bytes.length };
  } catch (error) {
    const reason = systemWords(error);
    if (reason === undefined) throw error;
    return { problems: [problem("unreadable-file", { reason }, at)] };
  }
}

function wrongName(path: string, name: string, names: ReadonlySet<string>, at: Place): Problem {
  const kept = keptByEditor(path, names);
  if (kept) return kept;
  const rename = `${name.replace(MEANT, "")}.yaml`;
  const isTaken = names.has(path.slice(0, path.length - name.length) + rename);
  return problem("wrong-extension", { name, rename, isTaken }, at);
}

/** Files whose organisation or tenant is not described by any file. */
function strayProblems(files: readonly SpecFile[], documents: readonly SpecDocument[]): Problem[] {
  const paths = new Set(files.map(({ path }) => path));
  const problems: Problem[] = [];
  if (!paths.has(`${FOLDER}/tenant.yaml`))
    problems.push(problem("missing-tenant-file", {}, startOf(`${FOLDER}/tenant.yaml`)));
  const told = new Set<string>();
  for (const { path } of files) {
    const folder = expectedKind(path)?.folder;
    if (!folder || told.has(folder) || paths.has(`${FOLDER}/${folder}/organisation.yaml`)) continue;
    told.add(folder);
    const document = documents.find(({ file }) => file === path);
    const at = document?.placeOf("/kind") ?? startOf(path);
    problems.push(problem("missing-organisation-file", { folder }, at));
  }
  return problems;
}

/** A spec, if its file holds one, and what is wrong with it. */
interface ReadDocument {
  readonly document?: SpecDocument;
  readonly problems: readonly Problem[];
}

/** Makes a spec of the bytes of one file. */
export function readDocument(file: string, bytes: Uint8Array): ReadDocument {
  const decoded = decode(file, bytes);
  if (decoded.text === undefined) return { problems: limitProblems(decoded.problems) };
  const parsed = parseSpec(file, decoded.text);
  if (!parsed.value) return { problems: limitProblems([...decoded.problems, ...parsed.problems]) };
  const placeOf = positions(file, decoded.text);
  const found = checkKind(file, parsed.value, placeOf);
  if ("code" in found) return { problems: limitProblems([...decoded.problems, found]) };
  const checked = checkShape(file, found, parsed.value, placeOf);
  const before = [...decoded.problems, ...parsed.problems];
  if (before.length === 0) return checked;
  return { ...checked, problems: limitProblems([...before, ...checked.problems]) };
}

function checkKind(
  file: string,
  value: { [field: string]: PlainValue },
  placeOf: PlaceOf,
): Expected | Problem {
  const expected = expectedKind(file);
  const kind = Object.hasOwn(value, "kind") ? value["kind"] : undefined;
  if (!expected) {
    const known = typeof kind === "string" ? kind : undefined;
    return problem("file-in-wrong-folder", { belongs: belongs(known) }, placeOf("/kind"));
  }
  if (kind === expected.kind) return expected;
  if (kind === undefined || kind === "")
    return problem("missing-kind", { expected: expected.kind }, placeOf("/kind", "key"));
  const named = typeof kind === "string" ? kind : "…";
  if (specKinds.some((one) => one === named)) {
    const args = { kind: named, expected: expected.kind, belongs: belongs(named) };
    return problem("kind-in-wrong-folder", args, placeOf("/kind"));
  }
  const args = { kind: named.slice(0, 80), near: near(named, specKinds), expected: expected.kind };
  return problem("unknown-kind", args, placeOf("/kind"));
}

function checkShape(
  file: string,
  { kind, folder }: Expected,
  value: { [field: string]: PlainValue },
  placeOf: PlaceOf,
): ReadDocument {
  typeScalars(kind, value);
  const document = { file, kind, folder, placeOf };
  const errors = shapeErrors(kind, value);
  if (errors.length === 0)
    return { document: { ...document, value, salvaged: false } as unknown as SpecDocument, problems: [] };
  const told = errors.slice(0, limits.problems).map((error) => shapeProblem(error, { kind, value, placeOf }));
  const problems = told.filter((one) => !told.some((other) => isSameSlip(one, other)));
  const rest = salvage(kind, value, errors);
  return {
    ...(rest && { document: { ...document, value: rest, salvaged: true } as SpecDocument }),
    problems: limitProblems(problems, errors.length - told.length + problems.length),
  };
}

/** A field whose name is misspelt is missing too: that is one mistake, told where it was made. */
const isSameSlip = (missing: Problem, unknown: Problem): boolean =>
  missing.code === "missing-field" &&
  unknown.code === "unknown-field" &&
  unknown.args["near"] === missing.args["field"] &&
  unknown.args["owner"] === missing.args["owner"];

/**
 * The value without the fields that do not fit, if what is left is a whole spec: so that the rules still look at the
 * rest and one run tells everything.
 */
function salvage(kind: SpecKind, value: object, errors: readonly ShapeError[]): object | undefined {
  const copy = structuredClone(value);
  // Later entries first, so that the places of earlier ones stay what they are.
  for (const error of [...errors].reverse()) remove(copy, error);
  return shapeErrors(kind, copy).length === 0 ? copy : undefined;
}

function remove(value: object, { instancePath, keyword, params }: ShapeError): void {
  if (keyword === "additionalProperties") {
    const owner = valueAt(value, instancePath);
    if (typeof owner === "object" && owner !== null)
      Reflect.deleteProperty(owner, String(params["additionalProperty"]));
    return;
  }
  const end = instancePath.lastIndexOf("/");
  const owner = valueAt(value, instancePath.slice(0, end));
  // An entry of a list is left where it is: without it the entries after it would be found one line too early.
  if (
    keyword === "required" ||
    end < 0 ||
    typeof owner !== "object" ||
    owner === null ||
    Array.isArray(owner)
  )
    return;
  Reflect.deleteProperty(owner, instancePath.slice(end + 1));
}

type Types = "boolean" | "integer" | { readonly [field: string]: Types };
type Typed = PlainValue | boolean | number;

/**
 * Makes booleans and numbers of the text in those fields that the schema says hold them: `true`, `false` and whole
 * numbers in plain digits only. Anything else stays text, for the validator to refuse. Changes the value in place.
 */
export function typeScalars(kind: SpecKind, value: { [field: string]: PlainValue }): void {
  typeFields(value, scalars[kind]);
}

function typeFields(value: { [field: string]: Typed }, types: Exclude<Types, string>): void {
  for (const field in types) {
    const type = types[field];
    if (type === undefined || !Object.hasOwn(value, field)) continue;
    value[field] = typed(value[field] as PlainValue, type);
  }
}

function typed(value: PlainValue, type: Types): Typed {
  if (typeof type === "string") return typeof value === "string" ? scalar(value, type) : value;
  const each = type["*"];
  if (Array.isArray(value)) return each ? (value.map((item) => typed(item, each)) as PlainValue) : value;
  if (typeof value === "object") typeFields(value, type);
  return value;
}

function scalar(text: string, type: "boolean" | "integer"): Typed {
  if (type === "integer") return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
  return text === "true" || (text === "false" ? false : text);
}
