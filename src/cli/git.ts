import { spawnSync } from "node:child_process";
import type { Revision, Step } from "../audit/revision";
import { problem } from "../problem/problem";
import { refuse, VisibleError } from "../problem/visible-error";
import type { SpecFile, SpecFiles } from "../spec/spec-files";

/** Room for the list of all files of a large repository, or for all its specs. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** Where GitHub looks for CODEOWNERS, in this order, from the top of the clone. */
const CODE_OWNERS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

const LOG_FORMAT = "%H%x00%P%x00%cI%x00%aI%x00%an <%ae>%x00%s%x00";

/** The clone that a root folder is in, read by git. Paths are relative to the root folder. */
export class Git {
  constructor(readonly root: string) {}

  /** The commit that a name stands for. */
  commit(revision: string): string {
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const { status, stdout, stderr } = this.#try(words);
    // 1 is a revision that is not there; with anything else git refused, such as another account's clone
    if (status !== 0 && status !== 1) fail("rev-parse", stderr.toString().trim());
    return status === 1 ? refuse(problem("revision-unknown", { revision })) : stdout.toString().trim();
  }

  /** The commit that specs stand at; undefined where they are not as committed, or git tells nothing. */
  commitOfSpecs(): string | undefined {
    try {
      const changed = this.#try(["status", "--porcelain", "-z", "--", "specs"]);
      if (changed.status !== 0 || changed.stdout.length > 0) return undefined;
      const { status, stdout } = this.#try(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
      return status === 0 ? stdout.toString().trim() : undefined;
    } catch (error) {
      if (error instanceof VisibleError) return undefined;
      throw error;
    }
  }

  /** Where a change left the base: what was added to the base since is no part of the change. */
  mergeBase(base: string, head: string): string {
    const { status, stdout } = this.#try(["merge-base", this.commit(base), this.commit(head)]);
    return status === 0 ? stdout.toString().trim() : refuse(problem("no-common-revision", { base }));
  }

  /** Every path that differs between two commits, or between a commit and the working tree with its new files. */
  changedPaths(from: string, to?: string): string[] {
    const diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z"];
    const changed = this.#paths([...diff, from, ...(to === undefined ? [] : [to]), "--"]);
    if (to !== undefined) return changed;
    const added = this.#paths(["ls-files", "--others", "--exclude-standard", "-z"]);
    return [...new Set([...changed, ...added])].sort();
  }

  /** Who owns which files at a commit, by the first file in which GitHub looks for that; empty where there is none. */
  codeOwners(commit: string): string {
    for (const path of CODE_OWNERS) {
      const { status, stdout } = this.#try(["cat-file", "blob", `${commit}:${path}`]);
      if (status === 0) return stdout.toString();
    }
    return "";
  }

  /** The root folder as git counts paths from the top of the clone: empty, or `estate/`. */
  prefix(): string {
    return this.#run(["rev-parse", "--show-prefix"]).toString().trim();
  }

  /** The specs as they stand at a commit. */
  specsAt(commit: string): SpecFiles {
    return { readTree: (_root, folder) => this.#filesAt(commit, folder) };
  }

  /** The commit of the main line that was the last one before a moment. */
  commitBefore(moment: string, from: string): string | undefined {
    const words = ["rev-list", "-1", "--first-parent", `--before=${moment}`, from, "--"];
    return this.#run(words).toString().trim() || undefined;
  }

  /** Where the history of a shallow clone ends, what was before is not known. */
  isShallow(): boolean {
    return this.#run(["rev-parse", "--is-shallow-repository"]).toString().trim() === "true";
  }

  /** When a commit became part of the main line, and what it says of itself. */
  step(commit: string): Step {
    const log = this.#run(["log", "-1", "--no-patch", `--format=${LOG_FORMAT}`, commit, "--"]).toString();
    const [found] = parseLog(log.split("\0"));
    if (!found) fail("log", `no commit ${commit}`);
    const { files: _files, parents: _parents, ...step } = found;
    return step;
  }

  /** What became of a folder, commit by commit of the main line, the oldest first; one with its author's own commit. */
  revisions(commit: string, folder: string): Revision[] {
    const words = "log --first-parent -m --reverse --raw --no-renames --no-abbrev -z --relative".split(" ");
    const log = this.#run([...words, `--format=${LOG_FORMAT}`, commit, "--", `${folder}/`]).toString();
    const found = parseLog(log.split("\0"));
    const blobs = this.#blobs([
      ...new Set(found.flatMap(({ files }) => files.flatMap(({ id }) => id ?? []))),
    ]);
    return found.map(({ files, parents, ...rest }) => ({
      ...rest,
      ...(parents.length > 1 && this.#written(parents[1] ?? "")),
      files: files.map(({ path, id }) => ({
        path,
        ...(id !== undefined && { bytes: blobs.get(id) ?? Buffer.alloc(0) }),
      })),
    }));
  }

  /** Who wrote what a merge brought in, and when: the merge is of whoever pressed the button. */
  #written(commit: string): Pick<Revision, "author" | "writtenAt"> {
    const [author = "", at = ""] = this.#run(["show", "--no-patch", "--format=%an <%ae>%x00%aI", commit])
      .toString()
      .trim()
      .split("\0");
    return { author, writtenAt: utc(at) };
  }

  #filesAt(commit: string, folder: string): SpecFile[] {
    const entries = this.#paths(["ls-tree", "-r", "-z", commit, "--", `${folder}/`]).map((line) => {
      const [about = "", path = ""] = line.split("\t");
      const [mode = "", , id = ""] = about.split(" ");
      return { path, id, kind: kindOf(mode) };
    });
    const blobs = this.#blobs(entries.filter(({ kind }) => kind === "file").map(({ id }) => id));
    return entries.map(({ path, id, kind }) => {
      const bytes = blobs.get(id) ?? Buffer.alloc(0);
      return { path, kind, size: () => bytes.byteLength, read: () => bytes };
    });
  }

  /** All contents in one process: a process for each of 20,000 specs would take minutes. */
  #blobs(ids: readonly string[]): Map<string, Buffer> {
    const found = new Map<string, Buffer>();
    if (ids.length === 0) return found;
    const all = this.#run(["cat-file", "--batch"], ids.join("\n"));
    let at = 0;
    for (const id of ids) {
      const end = all.indexOf(0x0a, at);
      const [, type, size] = all.subarray(at, end).toString().split(" ");
      if (type !== "blob" || size === undefined) fail("cat-file", `no file ${id}`);
      found.set(id, all.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
    return found;
  }

  #paths(words: readonly string[]): string[] {
    return this.#run(words).toString().split("\0").filter(Boolean);
  }

  #run(words: readonly string[], input?: string): Buffer {
    const { status, stdout, stderr } = this.#try(words, input);
    if (status !== 0) fail(words[0] ?? "", stderr.toString().trim());
    return stdout;
  }

  #try(words: readonly string[], input?: string) {
    // Paths are taken as they are written, not as patterns.
    const result = spawnSync("git", ["--literal-pathspecs", "-C", this.root, ...words], {
      maxBuffer: MOST_BYTES,
      ...(input !== undefined && { input }),
    });
    if (result.error) fail(words[0] ?? "", result.error.message);
    return result;
  }
}

const utc = (text: string): string => new Date(text).toISOString();

interface Logged extends Step {
  readonly parents: readonly string[];
  readonly files: { path: string; id?: string }[];
}

/** Texts in a log end with NUL, which none of them can hold: read in their order, none can pass for another. */
function parseLog(fields: readonly string[]): Logged[] {
  const found: Logged[] = [];
  for (let index = 0; index < fields.length; ) {
    const field = (fields[index] ?? "").trim();
    const [, mode, id] = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) \w$/.exec(field) ?? [];
    if (field === "") index += 1;
    else if (mode !== undefined && id !== undefined) {
      const path = fields[index + 1] ?? "";
      found.at(-1)?.files.push(mode.startsWith("100") ? { path, id } : { path });
      index += 2;
    } else {
      const [parents = "", at = "", writtenAt = "", author = "", subject = ""] = fields.slice(
        index + 1,
        index + 6,
      );
      const step = { commit: field, at: utc(at), writtenAt: utc(writtenAt), author, subject };
      found.push({ ...step, parents: parents.split(" ").filter(Boolean), files: [] });
      index += 6;
    }
  }
  return found;
}

function fail(command: string, why: string): never {
  refuse(problem("git-failed", { command, why: why.replaceAll(/\s+/g, " ") }));
}

function kindOf(mode: string): SpecFile["kind"] {
  if (mode === "120000") return "link";
  return mode.startsWith("100") ? "file" : "other";
}
