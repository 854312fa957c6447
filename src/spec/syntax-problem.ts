import type { ErrorCode, YAMLError } from "yaml";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { limits } from "./limits";

type SyntaxCode =
  | "tab-indentation"
  | "bad-indentation"
  | "colon-in-text"
  | "text-needs-quotes"
  | "unfinished-text"
  | "bad-escape"
  | "line-is-no-field"
  | "several-documents"
  | "yaml-directive"
  | "field-name-not-text";

const CODES: Partial<Record<ErrorCode, SyntaxCode>> = {
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
};

// Where one code of the parser stands for several mistakes, its message tells them apart.
const MESSAGES: readonly (readonly [string, SyntaxCode])[] = [
  ["Flow ", "unfinished-text"],
  ["A block sequence may not be used as an implicit map key", "bad-indentation"],
  ["Implicit map keys need to be followed by map values", "line-is-no-field"],
];

/** What the parser complains of, in our words. */
export function syntaxProblem({ code, message }: YAMLError, at: Place): Problem {
  if (code === "RESOURCE_EXHAUSTION") return problem("nested-too-deeply", { limit: limits.depth }, at);
  const ours = MESSAGES.find(([start]) => message.startsWith(start))?.[1] ?? CODES[code];
  return ours ? problem(ours, {}, at) : problem("yaml-syntax", {}, at);
}
