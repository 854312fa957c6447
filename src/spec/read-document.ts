import { type Problem, problem } from "../problem/problem";
import { decode } from "./decode";
import { belongs, type Expected, expectedKind, specKinds } from "./expected-kind";
import { limitProblems } from "./limit-problems";
import { limits } from "./limits";
import { near } from "./near";
import { parseSpec } from "./parse-spec";
import type { PlainValue } from "./plain-value";
import { positions } from "./positions";
import { salvage } from "./salvage";
import { shapeProblem } from "./shape-problem";
import type { PlaceOf, SpecDocument } from "./spec-document";
import { typeScalars } from "./typed-scalars";
import { shapeErrors } from "./validator";

/** A spec, if its file holds one, and what is wrong with it. */
export interface ReadDocument {
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
  if (decoded.problems.length === 0) return checked;
  return { ...checked, problems: limitProblems([...decoded.problems, ...checked.problems]) };
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
  if (kind === undefined || kind === "") {
    return problem("missing-kind", { expected: expected.kind }, placeOf("/kind", "key"));
  }
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
  const problems = errors
    .slice(0, limits.problems)
    .map((error) => shapeProblem(error, { kind, value, placeOf }));
  const rest = salvage(kind, value, errors);
  return {
    ...(rest && { document: { ...document, value: rest, salvaged: true } as SpecDocument }),
    problems: limitProblems(problems, errors.length),
  };
}
