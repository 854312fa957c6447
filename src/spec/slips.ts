import { type Problem, problem } from "../problem/problem";
import type { LinePlaces } from "./line-places";

/** A file that git left in the middle of a merge: nothing else in it is reported. */
export function mergeConflict(text: string, places: LinePlaces): Problem | undefined {
  const marker = /^(?:<{7}|>{7}|\|{7})(?= |\r?$)/m.exec(text);
  return marker
    ? problem("merge-conflict", {}, places.place(marker.index, marker.index + marker[0].length))
    : undefined;
}

/** A value in quotes of which one is typographic, as word processors make them: “like this”. */
const SET_QUOTES =
  /^(?<before>[ \t]*(?:- +)?(?:[A-Za-z]+:[ \t]+)?)(?<value>[“”„‘’\u00ab](?<text>[^“”„‘’\u00ab\u00bb"\r\n]*)[“”‘’\u00bb"']|"(?<half>[^“”„"\r\n]*)[“”])[ \t]*\r?$/gm;

/** YAML knows straight quotes only: with others the text is another than its author sees. */
export function typographicQuotes(text: string, places: LinePlaces): Problem[] {
  if (!/[“”„‘’\u00ab]/.test(text)) return [];
  return [...text.matchAll(SET_QUOTES)].map(({ index, groups = {} }) => {
    const from = index + (groups["before"] ?? "").length;
    const meant = groups["text"] ?? groups["half"] ?? "";
    const to = from + (groups["value"] ?? "").length;
    return problem("typographic-quotes", { meant }, places.place(from, to));
  });
}

/** Fields that hold words of someone's own, a “#” among them. No address and no name of Microsoft's has one. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  "clinicName",
  "directoryName",
  "displayName",
  "name",
  "phone",
  "reason",
  "serviceArea",
  "shortName",
]);

/** Text after “ #” is a comment, which someone who wrote “Clinic #1” does not expect. `to` is where the value ends. */
export function cutByComment(
  field: string,
  value: string,
  rest: string,
  to: number,
  places: LinePlaces,
): Problem | undefined {
  const comment = FREE_TEXT.has(field) && value !== "" ? /^[ \t]+#[^\r\n]*/.exec(rest)?.[0] : undefined;
  if (comment === undefined) return undefined;
  const blanks = comment.indexOf("#");
  const args = { field, value, comment: comment.trim() };
  return problem("text-cut-by-comment", args, places.place(to + blanks, to + comment.length));
}
