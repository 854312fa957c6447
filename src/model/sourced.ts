import { type Place, startOf } from "../problem/place";
import type { SpecDocument } from "../spec/spec-document";

/** Something that was read from a spec and can say where each of its fields stands. */
export interface Sourced {
  /** The file as a whole: its first line. */
  readonly source: Place;
  /**
   * Where a value stands, by JSON pointer (`/admins/0`); of a field that is absent, its nearest parent. Positions are
   * worked out when they are asked for, by reading the text again: most runs have no problem to place.
   */
  placeOf(pointer: string, part?: "key" | "value"): Place;
}

/** The part of a model value that says where it comes from. */
export function sourcedFrom({ file, placeOf }: SpecDocument): Sourced {
  return { source: startOf(file), placeOf };
}
