import { type ErrorCode, type Scalar, visit, type YAMLError, type YAMLMap } from "yaml";
import type { Place } from "../problem/place";
import { isError, type Problem, type ProblemCode, problem } from "../problem/problem";
import { limits } from "./limits";
import { LinePlaces } from "./line-places";
import { parseDocument, type YamlDocument } from "./parse-document";
import { type PlainValue, PlainValues } from "./plain-value";
import { mergeConflict, typographicQuotes } from "./slips";

/** The fields of a file with what is to be said of how they are written, or why they cannot be told. */
interface ParsedSpec {
  readonly value?: { [field: string]: PlainValue };
  readonly problems: readonly Problem[];
}

/** Reads the text of one file as YAML. */
export function parseSpec(file: string, text: string): ParsedSpec {
  const places = new LinePlaces(file, text);
  const conflict = mergeConflict(text, places);
  if (conflict) return { problems: [conflict] };
  const quotes = typographicQuotes(text, places);
  if (quotes.length > 0) return { problems: quotes };
  const document = parseDocument(text);
  const syntax = syntaxProblems(document, places);
  if (syntax.length > 0) return { problems: syntax };
  const values = new PlainValues(places, text);
  const value = values.of(document.contents);
  const { problems } = values;
  const isMapping = typeof value === "object" && !Array.isArray(value);
  if (isMapping && !problems.some(isError)) return { value, problems };
  return { problems: problems.length > 0 ? problems : [notAMapping(value, document, places)] };
}

function syntaxProblems(document: YamlDocument, places: LinePlaces): Problem[] {
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted) return [syntaxProblem(exhausted, places.place(exhausted.pos[0], exhausted.pos[1]))];
  const found = [
    ...document.errors,
    ...document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED"),
  ];
  const openings: Openings = found.length > 0 ? findOpenings(document) : new Map();
  // What the parser says further on the same line mostly follows from the first.
  const lines = new Set<number>();
  const problems: Problem[] = [];
  for (const error of found) {
    const one = told(error, openings, places);
    const line = one.at?.line ?? 0;
    if (!lines.has(line)) problems.push(one);
    lines.add(line);
  }
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1)
    problems.push(problem("yaml-directive", {}, places.place(0, 1)));
  return problems;
}

function told(error: YAMLError, openings: Openings, places: LinePlaces): Problem {
  const [start, end] = error.pos;
  const kind = unclosedKind(error);
  const opening = kind && openings.get(endKey(kind, start));
  const at = opening === undefined ? places.place(start, end) : places.place(opening, opening + 1);
  return syntaxProblem(error, at);
}

/** Where quotes, brackets and braces open, by where they end: of one that is never closed the parser tells only the end. */
type Openings = ReadonlyMap<string, number>;
type Opened = "quote" | "flow";

const endKey = (kind: Opened, end: number): string => `${kind} ${end}`;

function unclosedKind({ code, message }: YAMLError): Opened | undefined {
  if (code === "MISSING_CHAR" && message.endsWith("quote")) return "quote";
  return message.startsWith("Flow ") ? "flow" : undefined;
}

function findOpenings({ contents }: YamlDocument): Openings {
  const found = new Map<string, number>();
  visit(contents, (_key, node) => {
    // a value that is missing is null
    const { range, flow, type } = (node ?? {}) as Partial<Scalar & YAMLMap>;
    const kind = type?.startsWith("QUOTE_") ? "quote" : flow && "flow";
    if (!range || !kind) return;
    const key = endKey(kind, range[1]);
    // the outermost of those that end in one place
    if (!found.has(key)) found.set(key, range[0]);
  });
  return found;
}

function notAMapping(value: PlainValue, document: YamlDocument, places: LinePlaces): Problem {
  const at = places.place(document.contents?.range[0] ?? 0, document.contents?.range[1]);
  if (value === "") return problem("empty-file", {}, at);
  return problem("not-a-mapping", { found: Array.isArray(value) ? "a list" : "only text" }, at);
}

const CODES = {
  TAB_AS_INDENT: "tab-indentation",
  BAD_INDENT: "bad-indentation",
  BLOCK_AS_IMPLICIT_KEY: "colon-in-text",
  MULTILINE_IMPLICIT_KEY: "line-is-no-field",
  KEY_OVER_1024_CHARS: "line-is-no-field",
  BAD_SCALAR_START: "text-needs-quotes",
  MISSING_CHAR: "unfinished-text",
  BAD_DQ_ESCAPE: "bad-escape",
  MULTIPLE_DOCS: "several-documents",
  BAD_DIRECTIVE: "yaml-directive",
  NON_STRING_KEY: "field-name-not-text",
} as const satisfies Partial<Record<ErrorCode, ProblemCode>>;

type SyntaxCode = (typeof CODES)[keyof typeof CODES];

// Where one code of the parser stands for several mistakes, its message tells them apart.
const MESSAGES: readonly (readonly [string, SyntaxCode])[] = [
  ["Flow ", "unfinished-text"],
  ["A block sequence may not be used as an implicit map key", "bad-indentation"],
  ["Implicit map keys need to be followed by map values", "line-is-no-field"],
];

/** What the parser complains of, in our words. */
function syntaxProblem({ code, message }: YAMLError, at: Place): Problem {
  if (code === "RESOURCE_EXHAUSTION") return problem("nested-too-deeply", { limit: limits.depth }, at);
  const known: Partial<Record<ErrorCode, SyntaxCode>> = CODES;
  const ours = MESSAGES.find(([start]) => message.startsWith(start))?.[1] ?? known[code];
  return ours ? problem(ours, {}, at) : problem("yaml-syntax", {}, at);
}
