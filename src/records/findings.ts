import { join } from "node:path";
import { isBlobUrl, openBlobStore } from "../files/blob-store";
import { orTell } from "../files/write-file";
import { problem } from "../problem/problem";
import { appendLine, type Journal, type JournalRun, readJournal } from "./journal";
import { type RecordsSource, recordFolders, thisRun } from "./open-records";
import { SharedJournal } from "./shared-journal";

/** Something that a search for drift found: what it is and about what or who, and nothing of what the tenant says there. */
export interface Found {
  /** The code of the finding, as `bookings drift` shows it. */
  readonly code: string;
  readonly calendar?: string;
  readonly policy?: string;
  /** The person's address, the field or the application. */
  readonly about?: string;
  /** Of someone who has left, the word for it: `disabled`. */
  readonly reason?: string;
}

/** A search that found something new, or no longer found something. The first one has a line in any case. */
export interface SearchLine {
  readonly schema: 1;
  readonly at: string;
  readonly organisation: string;
  readonly run: JournalRun;
  readonly found: readonly Found[];
  readonly gone: readonly Found[];
  /** Digest of the line before, as in the journal. */
  readonly previous: string;
}

/** Something that was found, from the search that found it first to the one that no longer did. */
export interface Span {
  readonly organisation: string;
  readonly finding: Found;
  readonly found: SearchLine;
  readonly gone?: SearchLine;
}

/** What tells two findings of an organisation apart. */
export const findingKey = ({ code, calendar, policy, about }: Found): string =>
  JSON.stringify([code, calendar ?? null, policy ?? null, about ?? null]).toLowerCase();

/** What was found and when it was gone, in the order in which it was found. Two searches at once may both have noted one thing. */
export function spansOf(lines: readonly SearchLine[]): Span[] {
  const spans: Span[] = [];
  const open = new Map<string, number>();
  for (const line of lines) {
    const { organisation } = line;
    const keyOf = (one: Found): string => `${organisation} ${findingKey(one)}`;
    for (const finding of line.found) {
      if (open.has(keyOf(finding))) continue;
      open.set(keyOf(finding), spans.length);
      spans.push({ organisation, finding, found: line });
    }
    for (const finding of line.gone) {
      const index = open.get(keyOf(finding));
      const span = index === undefined ? undefined : spans[index];
      if (index === undefined || span === undefined) continue;
      spans[index] = { ...span, gone: line };
      open.delete(keyOf(finding));
    }
  }
  return spans;
}

/** A line is read back from the end of its file in one look, so none holds more. */
const FINDINGS_A_LINE = 200;

/** What searches found in one organisation: beside the journal, so that whoever only reads the tenant need not write there. */
export class Findings {
  readonly #file: string;
  readonly #shared: SharedJournal | undefined;

  constructor(
    private readonly source: RecordsSource,
    private readonly organisation: string,
  ) {
    const { root, env } = source;
    const place = env["BOOKINGS_FINDINGS"];
    this.#file = join(recordFolders(root, env).findings, `${organisation}.jsonl`);
    if (isBlobUrl(place))
      this.#shared = new SharedJournal(openBlobStore(place, env), organisation, this.#file);
  }

  /** Where it is, for messages. */
  get place(): string {
    return this.#shared ? (this.source.env["BOOKINGS_FINDINGS"] ?? "") : this.#file;
  }

  async read(): Promise<Journal<SearchLine>> {
    await orTell(
      (why) => problem("findings-not-fetched", { place: this.place, why }),
      async () => this.#shared?.fetched(),
    );
    return readJournal<SearchLine>(this.#file);
  }

  /** Notes what is new and what is gone. */
  async note(found: readonly Found[], gone: readonly Found[]): Promise<void> {
    const { env, now = () => new Date() } = this.source;
    const fixed = {
      schema: 1,
      at: now().toISOString(),
      organisation: this.organisation,
      run: thisRun(env),
    };
    const most = Math.max(found.length, gone.length, 1);
    for (let at = 0; at < most; at += FINDINGS_A_LINE) {
      const some = (all: readonly Found[]): readonly Found[] => all.slice(at, at + FINDINGS_A_LINE);
      const line = { ...fixed, found: some(found), gone: some(gone) };
      await (this.#shared?.append(line) ?? appendLine(this.#file, line, true));
    }
  }
}
