import { isUtf8 } from "node:buffer";
import { codePoint } from "../problem/code-point";
import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { hiddenCharacter, withoutHidden } from "./hidden-character";
import { limits } from "./limits";
import { LinePlaces } from "./line-places";

/** The text of a file without its byte-order mark, or why there is none. */
interface Decoded {
  readonly text?: string;
  readonly problems: readonly Problem[];
}

/** Makes text of a file's bytes. Refuses what is not UTF-8, and characters that no one can see. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isUtf8(buffer)) return { problems: [encodingProblem(file, buffer)] };
  const text = buffer.toString("utf8").replace(/^\ufeff/, "");
  const problems = characterProblems(file, text);
  // A control character makes the parser's positions doubtful; the others only need telling.
  if (problems.some(({ code }) => code !== "hidden-character")) return { problems };
  return { text: problems.length === 0 ? text : withoutHidden(text), problems };
}

function encodingProblem(file: string, buffer: Buffer): Problem {
  const mark = buffer.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return problem("utf16-file", {}, startOf(file));
  const before = textBefore(buffer);
  const offset = Buffer.byteLength(before);
  const lines = before.replace(/^\ufeff/, "").split("\n");
  const column = (lines.at(-1) ?? "").length + 1;
  const byte = `0x${(buffer[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  return problem("not-utf8", { byte, offset }, { file, line: lines.length, column });
}

// Lines end at a line feed only. With “^” each carriage return would begin one, and be looked at as far as the line feed.
const LONG_LINE = new RegExp(`(?<![^\\n])[^\\n]{${limits.lineLength + 1},}`);
// All but tab and line ends; a carriage return only before a line feed.
const CONTROL = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]|\r(?!\n)/gu;
// What nearly every file is made of: nothing else to look for.
const PLAIN = /^[\t\n -~]*$/;

function characterProblems(file: string, text: string): Problem[] {
  const places = new LinePlaces(file, text);
  const problems: Problem[] = [];
  const long = LONG_LINE.exec(text);
  if (long) {
    const args = { length: long[0].length, limit: limits.lineLength };
    problems.push(problem("long-line", args, places.place(long.index, long.index + 1)));
  }
  if (PLAIN.test(text)) return problems;
  // Each kind once: a file with one in every line has them from one cause.
  const seen = new Set<string>();
  for (const { index, 0: character } of text.matchAll(CONTROL)) {
    if (seen.has(character)) continue;
    seen.add(character);
    const named = codePoint(character);
    problems.push(problem("control-character", { codePoint: named }, places.place(index, index + 1)));
  }
  for (let found = hiddenCharacter(text); found; found = hiddenCharacter(text, found.index + 1)) {
    if (problems.length >= limits.problems) return problems;
    const { index, codePoint: named, name } = found;
    problems.push(problem("hidden-character", { codePoint: named, name }, places.place(index, index + 1)));
  }
  return problems;
}

/** Reading puts this character in place of bytes that do not belong to UTF-8. A file may also hold it itself. */
const REPLACEMENT = Buffer.from("\ufffd");

/** The text before the first byte that does not belong to UTF-8. */
function textBefore(buffer: Buffer): string {
  const text = buffer.toString("utf8");
  let [from, offset] = [0, 0];
  for (const { index } of text.matchAll(/\ufffd/g)) {
    offset += Buffer.byteLength(text.slice(from, index));
    from = index;
    if (!buffer.subarray(offset, offset + REPLACEMENT.length).equals(REPLACEMENT))
      return text.slice(0, index);
  }
  return text;
}
