import type { SpecDocument } from "../spec/spec-document";
import type { Sourced } from "./sourced";

/** The part of a model value that says where it comes from. */
export function sourcedFrom({ file, placeOf }: SpecDocument): Sourced {
  return { source: { file, line: 1, column: 1 }, placeOf };
}
