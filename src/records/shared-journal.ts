import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BlobStore } from "../files/blob-store";
import { isThere } from "../files/is-there";
import { makePrivateFolder } from "../files/private-folder";
import { writeFileAtomically } from "../files/write-file";
import { lineDigest, withoutSecrets } from "./journal";

/** Two runs on one organisation exclude each other, so someone who appends beside us is a person's command, not a crowd. */
const TRIES = 10;
/** An append is at most 4 MiB. */
const LINES_AT_ONCE = 500;

interface Waiting {
  readonly entry: object;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * An organisation's journal in Blob storage, for runners that keep no disk: append blobs, of which one takes 50,000 appends
 * before the next is begun. What waits while an append is under way goes into the next one together.
 */
export class SharedJournal {
  readonly #waiting: Waiting[] = [];
  #fetched: Promise<void> | undefined;
  #isAppending = false;
  #part = 1;
  #end = 0;
  #last = "";

  /** `copy` is a file of this machine that holds the journal as it was when it was fetched. */
  constructor(
    private readonly store: BlobStore,
    private readonly organisation: string,
    private readonly copy: string,
  ) {}

  /** Brings the journal into the copy, once. */
  fetched(): Promise<void> {
    this.#fetched ??= this.#fetch().catch((error: unknown) => {
      this.#fetched = undefined;
      throw error;
    });
    return this.#fetched;
  }

  /** Appends a line. It is kept when this ends. */
  append(entry: object): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      if (!this.#isAppending) void this.#appendAll();
    });
  }

  async #fetch(): Promise<void> {
    let text = "";
    for (let part = 1; ; part += 1) {
      const content = await this.store.get(this.#name(part));
      if (content === undefined) break;
      [this.#part, this.#end] = [part, content.length];
      text += content.toString("utf8");
    }
    this.#last = text.split("\n").findLast((line) => line !== "") ?? "";
    if (isThere(this.copy) && readFileSync(this.copy, "utf8") === text) return;
    makePrivateFolder(dirname(this.copy));
    writeFileAtomically(this.copy, text);
  }

  async #appendAll(): Promise<void> {
    this.#isAppending = true;
    for (let some = this.#waiting.splice(0, LINES_AT_ONCE); some.length > 0; ) {
      try {
        await this.fetched();
        await this.#appendTogether(some.map(({ entry }) => entry));
        for (const { done } of some) done();
      } catch (cause) {
        for (const { failed } of some) failed(cause);
      }
      some = this.#waiting.splice(0, LINES_AT_ONCE);
    }
    this.#isAppending = false;
  }

  async #appendTogether(entries: readonly object[]): Promise<void> {
    let sent: { readonly at: number; readonly text: string } | undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      // an append whose answer was lost is found at its place, and is not sent again
      if (sent && (await this.#holds(sent))) return;
      const { text, last } = this.#linesOf(entries);
      const content = Buffer.from(text);
      const outcome = await this.store.append(this.#name(this.#part), content, this.#end);
      if (outcome === "appended") {
        [this.#end, this.#last] = [this.#end + content.length, last];
        return;
      }
      if (outcome === "full") [this.#part, this.#end] = [this.#part + 1, 0];
      else {
        sent = { at: this.#end, text };
        await this.#fetch();
      }
    }
    throw new Error("others append to it without end");
  }

  async #holds({ at, text }: { readonly at: number; readonly text: string }): Promise<boolean> {
    const content = await this.store.get(this.#name(this.#part));
    return content?.subarray(at, at + Buffer.byteLength(text)).equals(Buffer.from(text)) ?? false;
  }

  /** The lines, each naming the one before it. */
  #linesOf(entries: readonly object[]): { readonly text: string; readonly last: string } {
    let last = this.#last;
    let text = "";
    for (const entry of entries) {
      const previous = last === "" ? "" : lineDigest(last);
      last = JSON.stringify(withoutSecrets({ ...entry, previous }));
      text += `${last}\n`;
    }
    return { text, last };
  }

  #name(part: number): string {
    return `${this.organisation}/${String(part).padStart(6, "0")}.jsonl`;
  }
}

/** An append takes at most 4 MiB. */
const PIECE = 4 * 1024 * 1024;

/** Copies a journal from its file into Blob storage as it is. False where another one is there. */
export async function uploadJournal(store: BlobStore, organisation: string, file: string): Promise<boolean> {
  if (!isThere(file)) return true;
  const content = readFileSync(file);
  const name = `${organisation}/000001.jsonl`;
  for (let end = 0; end < content.length; end += PIECE) {
    const outcome = await store.append(name, content.subarray(end, end + PIECE), end);
    if (outcome !== "appended") break;
  }
  return (await store.get(name))?.equals(content) ?? false;
}
