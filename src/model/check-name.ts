import { codePoint } from "../problem/code-point";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { namePart } from "./naming";
import { oddInName } from "./odd-character";

/** What is wrong with a name that an LA typed; at most one problem. */
export function checkName(field: string, name: string, at: () => Place): Problem[] {
  const composed = name.normalize("NFC");
  if (composed !== name)
    return [problem("name-not-composed", { field, codePoint: firstMark(name), composed }, at())];
  const odd = oddInName(name);
  if (odd) return [problem("name-has-odd-character", { field, ...odd }, at())];
  if (namePart(name) === "") return [problem("name-empty", { field }, at())];
  if (name.trim() !== name || name.includes("  ")) return [problem("name-has-edge-space", { field }, at())];
  return [];
}

// The first character that composing would change: a mark that could be part of its letter.
function firstMark(name: string): string {
  const mark = [...name].find((character) => /\p{M}/u.test(character));
  return codePoint(mark ?? [...name].find((character) => character.normalize("NFC") !== character) ?? "");
}
