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
  | "several-documents"
  | "yaml-directive"
  | "field-name-not-text";

const CODES: Partial<Record<ErrorCode, SyntaxCode>> = {
  TAB_AS_INDENT: "tab-indentation",
  BAD_INDENT: "bad-indentation",
  BLOCK_AS_IMPLICIT_KEY: "colon-in-text",
  MULTILINE_IMPLICIT_KEY: "colon-in-text",
  KEY_OVER_1024_CHARS: "colon-in-text",
  BAD_SCALAR_START: "text-needs-quotes",
  MISSING_CHAR: "unfinished-text",
  BAD_DQ_ESCAPE: "bad-escape",
  MULTIPLE_DOCS: "several-documents",
  BAD_DIRECTIVE: "yaml-directive",
  NON_STRING_KEY: "field-name-not-text",
};

/** What the parser complains of, in our words. */
export function syntaxProblem({ code }: YAMLError, at: Place): Problem {
  if (code === "RESOURCE_EXHAUSTION") return problem("nested-too-deeply", { limit: limits.depth }, at);
  const ours = CODES[code];
  return ours ? problem(ours, {}, at) : problem("yaml-syntax", {}, at);
}
