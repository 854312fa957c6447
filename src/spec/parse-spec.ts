import type { YAMLError } from "yaml";
import { type Problem, problem } from "../problem/problem";
import { limitProblems } from "./limit-problems";
import { LinePlaces } from "./line-places";
import { parseDocument, type YamlDocument } from "./parse-document";
import { type PlainValue, PlainValues } from "./plain-value";
import { syntaxProblem } from "./syntax-problem";

/** The fields of a file, or why they cannot be told. */
export interface ParsedSpec {
  readonly value?: { [field: string]: PlainValue };
  readonly problems: readonly Problem[];
}

/** Reads the text of one file as YAML. */
export function parseSpec(file: string, text: string): ParsedSpec {
  const places = new LinePlaces(file, text);
  const document = parseDocument(text);
  const syntax = syntaxProblems(document, places);
  if (syntax.length > 0) return { problems: limitProblems(syntax) };
  const values = new PlainValues(places);
  const value = values.of(document.contents);
  if (typeof value === "object" && !Array.isArray(value)) {
    return values.problems.length > 0
      ? { problems: limitProblems(values.problems) }
      : { value, problems: [] };
  }
  if (values.problems.length > 0) return { problems: limitProblems(values.problems) };
  return { problems: [notAMapping(value, document, places)] };
}

function syntaxProblems(document: YamlDocument, places: LinePlaces): Problem[] {
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted) return [told(exhausted, places)];
  const found = [
    ...document.errors,
    ...document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED"),
  ];
  // What the parser says further on the same line mostly follows from the first.
  const lines = new Set<number>();
  const problems: Problem[] = [];
  for (const error of found) {
    const one = told(error, places);
    const line = one.at?.line ?? 0;
    if (!lines.has(line)) problems.push(one);
    lines.add(line);
  }
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1) {
    problems.push(problem("yaml-directive", {}, places.place(0, 1)));
  }
  return problems;
}

function told(error: YAMLError, places: LinePlaces): Problem {
  return syntaxProblem(error, places.place(error.pos[0], error.pos[1]));
}

function notAMapping(value: PlainValue, document: YamlDocument, places: LinePlaces): Problem {
  const at = places.place(document.contents?.range[0] ?? 0, document.contents?.range[1]);
  if (value === "") return problem("empty-file", {}, at);
  return problem("not-a-mapping", { found: Array.isArray(value) ? "a list" : "only text" }, at);
}
