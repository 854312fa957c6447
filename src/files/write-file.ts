import { createHash, type Hash, randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Problem, problem } from "../problem/problem";
import { systemWords } from "../problem/system-words";
import { VisibleError } from "../problem/visible-error";

const PART = 1024 * 1024;

/** Replaces a file in one step, readable by its owner only unless it is no secret: a reader sees the old text or the new, never half. */
export function writeFileAtomically(file: string, content: string | Buffer, mode = 0o600): void {
  const draft = openDraft(file, mode);
  try {
    draft.write(content);
    draft.finish();
  } catch (error) {
    draft.discard();
    throw notWritten(file, error);
  }
}

/** The same piece by piece, for what is larger than memory should hold. */
export async function streamFile(
  file: string,
  fill: (write: (part: string | Buffer) => void) => Promise<void>,
  mode = 0o600,
): Promise<void> {
  const draft = openDraft(file, mode);
  try {
    await fill((part) => draft.write(part));
    draft.finish();
  } catch (error) {
    draft.discard();
    throw notWritten(file, error);
  }
}

function openDraft(file: string, mode: number): Draft {
  try {
    return new Draft(file, mode);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/**
 * A file on its way: written beside the real one, synced, read back and compared, and only then renamed. On any failure the
 * real file is as it was and nothing is left beside it.
 */
class Draft {
  readonly #temporary: string;
  readonly #hash: Hash = createHash("sha256");
  #handle: number | undefined;
  #size = 0;

  constructor(
    private readonly file: string,
    mode: number,
  ) {
    this.#temporary = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
    this.#handle = openSync(this.#temporary, "wx+", mode);
  }

  write(content: string | Buffer): void {
    if (this.#handle === undefined) throw new Error(`${this.file} is finished`);
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    writeWhole(this.#handle, bytes);
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  finish(): void {
    if (this.#handle === undefined) throw new Error(`${this.file} is finished`);
    fsyncSync(this.#handle);
    const found = digestFrom(this.#handle, 0);
    if (found.size !== this.#size || found.digest !== this.#hash.digest("hex"))
      throw new Error(`${found.size} of ${this.#size} bytes can be read back as they were written`);
    this.#close();
    renameSync(this.#temporary, this.file);
    syncFolder(dirname(this.file));
  }

  discard(): void {
    try {
      this.#close();
    } finally {
      rmSync(this.#temporary, { force: true });
    }
  }

  #close(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle !== undefined) closeSync(handle);
  }
}

/**
 * Appends to a file that is open for reading and appending, and reads it back: all of it is there, or the file is as
 * long as before.
 */
export function appendWhole(handle: number, text: string, isSynced: boolean): void {
  const before = fstatSync(handle).size;
  const bytes = Buffer.from(text);
  try {
    writeWhole(handle, bytes);
    if (isSynced) fsyncSync(handle);
    const { digest } = digestFrom(handle, before);
    if (digest !== createHash("sha256").update(bytes).digest("hex"))
      throw new Error("what was appended cannot be read back as it was written");
  } catch (error) {
    ftruncateSync(handle, before);
    throw error;
  }
}

/** The system may take less than it is given, and says only how much. */
function writeWhole(handle: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    const taken = writeSync(handle, bytes, written);
    if (taken === 0) throw new Error(`only ${written} of ${bytes.length} bytes were taken`);
    written += taken;
  }
}

function digestFrom(handle: number, start: number): { readonly size: number; readonly digest: string } {
  const hash = createHash("sha256");
  const part = Buffer.alloc(PART);
  let position = start;
  for (let got = -1; got !== 0; position += got) {
    got = readSync(handle, part, 0, part.length, position);
    hash.update(part.subarray(0, got));
  }
  return { size: position - start, digest: hash.digest("hex") };
}

/** A power failure must not undo the rename. Some file systems sync no folders; the content is on the disk all the same. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return;
  }
}

/** A file that could not be written; it is as it was before. */
function notWritten(file: string, cause: unknown): VisibleError {
  return VisibleError.of(problem("file-not-written", { file, why: fileErrorReason(cause) }), { cause });
}

/** Does something with files. Where that fails, `told` says what it means, with the reason in words. */
export async function orTell<T>(told: (why: string) => Problem, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw VisibleError.of(told(fileErrorReason(cause)), { cause });
  }
}

/** Why a file could not be written, in words. */
export function fileErrorReason(error: unknown): string {
  if (error instanceof VisibleError && error.cause !== undefined) return fileErrorReason(error.cause);
  return systemWords(error, "write") ?? firstSentence(error);
}

/** What an error says, without the lines that services add for their makers, such as the number of the request. */
export const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.?\n.*$|\.$/s, "");
