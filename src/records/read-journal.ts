import { existsSync, readFileSync } from "node:fs";
import type { JournalLine } from "./journal-line";
import { lineDigest } from "./line-digest";

/** A journal as it is, and the lines at which it is not what was written. */
export interface Journal {
  readonly lines: readonly JournalLine[];
  /** Numbers of lines, from 1, that cannot be read or do not follow the one before. */
  readonly broken: readonly number[];
}

function parsed(text: string): JournalLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    const isLine = typeof line === "object" && line !== null && "schema" in line && line.schema === 1;
    return isLine ? (line as JournalLine) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a journal and checks that each line names the one before it. No file is an empty journal. */
export function readJournal(file: string): Journal {
  if (!existsSync(file)) return { lines: [], broken: [] };
  const texts = readFileSync(file, "utf8").split("\n");
  const lines: JournalLine[] = [];
  const broken: number[] = [];
  let before = "";
  for (const [index, text] of texts.entries()) {
    if (text === "") continue;
    const line = parsed(text);
    const expected = before === "" ? "" : lineDigest(before);
    if (line?.previous !== expected) broken.push(index + 1);
    if (line) lines.push(line);
    before = text;
  }
  return { lines, broken };
}
