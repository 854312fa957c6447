import { isUtf8 } from "node:buffer";
import { codePoint } from "../problem/code-point";
import type { Place } from "../problem/place";
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
  const start: Place = { file, line: 1, column: 1 };
  const mark = buffer.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return problem("utf16-file", {}, start);
  const offset = invalidUtf8(buffer) ?? 0;
  const before = buffer
    .subarray(0, offset)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const line = before.split("\n").length;
  const column = before.length - (before.lastIndexOf("\n") + 1) + 1;
  const byte = `0x${(buffer[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
  return problem("not-utf8", { byte, offset }, { file, line, column });
}

// All but tab and line ends; a carriage return only before a line feed.
const CONTROL = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]|\r(?!\n)/gu;
// What nearly every file is made of: nothing else to look for.
const PLAIN = /^[\t\n -~]*$/;

function characterProblems(file: string, text: string): Problem[] {
  const places = new LinePlaces(file, text);
  const long = longLine(text, places);
  if (PLAIN.test(text)) return long;
  const problems = [...long];
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

function longLine(text: string, places: LinePlaces): Problem[] {
  if (text.length <= limits.lineLength) return [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const length = end - start;
    if (length > limits.lineLength)
      return [problem("long-line", { length, limit: limits.lineLength }, places.place(start, start + 1))];
    start = end + 1;
  }
  return [];
}

/** Offset of the first byte that does not belong to UTF-8 text; undefined when there is none. */
function invalidUtf8(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

// Lead byte range, length, and the range of the second byte (which shuts out overlong forms and surrogates).
const FORMS: readonly (readonly [number, number, number, number, number])[] = [
  [0x00, 0x7f, 1, 0, 0],
  [0xc2, 0xdf, 2, 0x80, 0xbf],
  [0xe0, 0xe0, 3, 0xa0, 0xbf],
  [0xe1, 0xec, 3, 0x80, 0xbf],
  [0xed, 0xed, 3, 0x80, 0x9f],
  [0xee, 0xef, 3, 0x80, 0xbf],
  [0xf0, 0xf0, 4, 0x90, 0xbf],
  [0xf1, 0xf3, 4, 0x80, 0xbf],
  [0xf4, 0xf4, 4, 0x80, 0x8f],
];

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const form = FORMS.find(([from, to]) => lead >= from && lead <= to);
  if (!form) return 0;
  const [, , length, low, high] = form;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return 0;
  }
  return length;
}
