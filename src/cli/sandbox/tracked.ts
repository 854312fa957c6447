import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isThere } from "../../files/is-there";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";

const RUNTIME = ".bookings";
/** Directories of a sparse index stay as they are: to open them, git may fetch what is missing. */
const QUESTION = ["--icase-pathspecs", "ls-files", "-z", "--sparse", "--", RUNTIME] as const;

/**
 * What lies in `.bookings` is believed because only runs on this machine write there: it must not come with a checkout. Where
 * git is there and does not say so, it is not known.
 */
export function assertUntracked(root: string): void {
  if (!isThere(join(root, RUNTIME))) return;
  const { error, status, stdout, stderr } = git(["-C", root, ...QUESTION]);
  if (error || /not a git repository/.test(stderr)) return;
  if (status === 0) refuseIn(stdout);
  else if (/dubious ownership/.test(stderr)) refuseIn(askOfIndex(root, stderr));
  else throw unknown(stderr);
}

function refuseIn(answer: string): void {
  const [file = ""] = answer.split("\0");
  if (file !== "") throw VisibleError.of(problem("runtime-folder-tracked", { file }));
}

/**
 * Git refuses another account's clone because the clone's settings name programs that git would run. Its list of files is read
 * all the same, from an empty clone of our own beside which no setting of that one counts.
 */
function askOfIndex(root: string, why: string): string {
  const own = mkdtempSync(join(tmpdir(), "bookings-index-"));
  try {
    const { top, index } = indexAbove(root);
    const made = git(["init", "--quiet", "--bare", "--template=", own]);
    const place = [`--git-dir=${own}`, `--work-tree=${top}`, "-C", root];
    const { status, stdout } = made.status === 0 ? git([...place, ...QUESTION], index) : made;
    if (status !== 0) throw unknown(why);
    return stdout;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** The clone that a folder is in, and the file with its list of files. */
function indexAbove(folder: string): { readonly top: string; readonly index: string } {
  const git = join(folder, ".git");
  if (!isThere(git)) {
    if (dirname(folder) === folder) throw unknown("there is no .git");
    return indexAbove(dirname(folder));
  }
  const pointed = statSync(git).isFile() ? /^gitdir: (.+)$/m.exec(readFileSync(git, "utf8"))?.[1] : git;
  return { top: folder, index: join(resolve(folder, pointed ?? ""), "index") };
}

function git(words: readonly string[], index?: string) {
  const env = { ...process.env, LC_ALL: "C", ...(index !== undefined && { GIT_INDEX_FILE: index }) };
  return spawnSync("git", words, { encoding: "utf8", env });
}

function unknown(said: string): VisibleError {
  const why = said.trim().split("\n")[0] ?? "";
  return VisibleError.of(problem("runtime-folder-unknown", { why: why.replace(/^fatal: /, "") }));
}
