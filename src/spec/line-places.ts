import { LineCounter } from "yaml";
import type { Place } from "../problem/place";

/** Turns offsets of one text into places. Looks for line ends only when the first offset is asked for. */
export class LinePlaces {
  readonly #file: string;
  readonly #text: string;
  #lines: LineCounter | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The place from one offset to another (the end only where it is on the same line). */
  place(from: number, to?: number, pointer?: string): Place {
    this.#lines ??= countLines(this.#text);
    const start = this.#lines.linePos(Math.min(from, this.#text.length));
    const end = to === undefined ? undefined : this.#lines.linePos(Math.min(to, this.#text.length));
    return {
      file: this.#file,
      line: Math.max(1, start.line),
      column: Math.max(1, start.col),
      ...(end && end.line === start.line && end.col > start.col && { endColumn: end.col }),
      ...(pointer !== undefined && { pointer }),
    };
  }
}

function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return lines;
}
