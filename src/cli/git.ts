import { spawnSync } from "node:child_process";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { SpecFile, SpecFiles } from "../spec/spec-files";

/** Room for the list of all files of a large repository, or for all its specs. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** The clone that a root folder is in, read by git. Paths are relative to the root folder. */
export class Git {
  constructor(readonly root: string) {}

  /** The commit that a name stands for. */
  commit(revision: string): string {
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
    const { status, stdout } = this.#try(words);
    if (status !== 0) throw VisibleError.of(problem("revision-unknown", { revision }));
    return stdout.toString().trim();
  }

  /** Where a change left the base: what was added to the base since is no part of the change. */
  mergeBase(base: string, head: string): string {
    const { status, stdout } = this.#try(["merge-base", this.commit(base), this.commit(head)]);
    if (status !== 0) throw VisibleError.of(problem("no-common-revision", { base }));
    return stdout.toString().trim();
  }

  /** Every path that differs between two commits, or between a commit and the working tree with its new files. */
  changedPaths(from: string, to?: string): string[] {
    const diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z"];
    const changed = this.#paths([...diff, from, ...(to === undefined ? [] : [to]), "--"]);
    if (to !== undefined) return changed;
    const added = this.#paths(["ls-files", "--others", "--exclude-standard", "-z"]);
    return [...new Set([...changed, ...added])].sort();
  }

  /** The text of the first of these files, counted from the top of the clone, that a commit has. */
  firstText(commit: string, paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const { status, stdout } = this.#try(["cat-file", "blob", `${commit}:${path}`]);
      if (status === 0) return stdout.toString();
    }
    return undefined;
  }

  /** The root folder as git counts paths from the top of the clone: empty, or `estate/`. */
  prefix(): string {
    return this.#run(["rev-parse", "--show-prefix"]).toString().trim();
  }

  /** The specs as they stand at a commit. */
  specsAt(commit: string): SpecFiles {
    return { readTree: (_root, folder) => this.#filesAt(commit, folder) };
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
      if (type !== "blob" || size === undefined) throw failed("cat-file", `no file ${id}`);
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
    if (status !== 0) throw failed(words[0] ?? "", stderr.toString().trim());
    return stdout;
  }

  #try(words: readonly string[], input?: string) {
    // Paths are taken as they are written, not as patterns.
    const result = spawnSync("git", ["--literal-pathspecs", "-C", this.root, ...words], {
      maxBuffer: MOST_BYTES,
      ...(input !== undefined && { input }),
    });
    if (result.error) throw failed(words[0] ?? "", result.error.message);
    return result;
  }
}

const failed = (command: string, why: string): VisibleError =>
  VisibleError.of(problem("git-failed", { command, why }));

function kindOf(mode: string): SpecFile["kind"] {
  if (mode === "120000") return "symlink-out";
  return mode.startsWith("100") ? "file" : "other";
}
