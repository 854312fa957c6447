import type { Io } from "./io";

/** Colours are for terminals; FORCE_COLOR and NO_COLOR overrule, the first of them first, as in Node itself. */
export function wantsColour(io: Io, stream: "stdout" | "stderr"): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = io.env;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return io.isTerminal[stream] && term !== "dumb";
}
