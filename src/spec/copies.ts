import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { limits } from "./limits";
import { expectedKind } from "./shape-problem";
import type { SpecDocument, SpecKind } from "./spec-document";
import type { SpecFile } from "./spec-files";

/** Notes beside the specs are welcome; what looks as if it were meant to be a spec is not passed over in silence. */
export const MEANT = /\.(yml|yaml|json)(\.txt|\.bak|\.old|\.orig|\.save|~)?$/i;

/** What programs call the copy of a file or folder that they put beside it, its end left out. */
const NAMES: readonly { readonly maker: string; readonly form: RegExp }[] = [
  { maker: "Windows Explorer", form: /^(.+) - Copy(?: \(\d+\))?$/i },
  { maker: "Windows Explorer", form: /^Copy (?:\(\d+\) )?of (.+)$/i },
  { maker: "the Finder of macOS", form: /^(.+) copy(?: \d+)?$/i },
  { maker: "a file manager", form: /^(.+) \((?:another |\d+\w\w )?copy(?: \d+)?\)$/i },
  { maker: "a program that keeps folders the same", form: /^(.+) \([^()]*conflicted copy[^()]*\)$/i },
  { maker: "a browser or a file manager", form: /^(.+?) ?\(\d+\)$/ },
  { maker: "git’s merge tool", form: /^(.+)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+$/ },
];

/** What editors and git leave of a file before they write it again. */
const ENDS: readonly { readonly maker: string; readonly form: RegExp }[] = [
  { maker: "git", form: /\.orig$/i },
  { maker: "an editor", form: /(?:\.bak|\.old|\.save|~)$/i },
];

interface Copy {
  readonly maker: string;
  /** The file or folder that the copy is, and what it is of, by path. */
  readonly copied: string;
  readonly of: string;
  /** The file that this one is a copy of. */
  readonly original: string;
}

/** Finds files and folders that some program copied inside specs/, so that each is told as what it is, once. */
export class Copies {
  readonly #files: ReadonlyMap<string, SpecFile>;
  readonly #folders: ReadonlySet<string>;
  readonly #told = new Map<string, Problem>();

  constructor(files: readonly SpecFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  }

  /** Whether a file is a copy whatever it says: where no spec can be, or of which each byte is the same. */
  isPlain(file: SpecFile): boolean {
    const copy = this.#copyAt(file.path);
    if (!copy) return false;
    const isPlace =
      file.path.endsWith(".yaml") && expectedKind(file.path) && copy.copied.split("/").length > 3;
    if (isPlace && !isAlike(file, this.#files.get(copy.original))) return false;
    this.#tell(file.path, copy);
    return true;
  }

  /** Leaves out what describes the same as its original, and its problems; a copy that became another calendar is a spec. */
  apart(documents: readonly SpecDocument[]): ReadonlySet<string> {
    const known = new Map(documents.map((document) => [document.file, document]));
    const left = documents.filter((document) => {
      const copy = this.#copyAt(document.file);
      const original = copy && known.get(copy.original);
      if (!original || identityOf(original) !== identityOf(document)) return false;
      this.#tell(document.file, copy);
      return true;
    });
    return new Set(left.map(({ file }) => file));
  }

  /** Each copied file or folder once. */
  problems(): Problem[] {
    return [...this.#told.values()];
  }

  #tell(path: string, { copied, of, maker }: Copy): void {
    if (this.#told.has(copied)) return;
    const kind = copied === path ? expectedKind(path)?.kind : undefined;
    this.#told.set(copied, copyProblem(path, { name: nameIn(copied), original: nameIn(of), maker, kind }));
  }

  /** The first part of a path that is named as copies are, with its original beside it. */
  #copyAt(path: string): Copy | undefined {
    const steps = path.split("/");
    for (const [index, step] of steps.entries()) {
      const isFile = index === steps.length - 1;
      const found = originalOf(isFile ? step.replace(MEANT, "") : step);
      if (!found) continue;
      const before = steps.slice(0, index);
      const of = [...before, isFile ? `${found.name}.yaml` : found.name].join("/");
      if (!(isFile ? this.#files.has(of) : this.#folders.has(of))) continue;
      const original = [of, ...steps.slice(index + 1)].join("/");
      return { maker: found.maker, copied: [...before, step].join("/"), of, original };
    }
    return undefined;
  }
}

/** What an editor or git kept of a spec, by the end of its name. No advice overwrites a file: it is older than the spec. */
export function keptByEditor(path: string, names: ReadonlySet<string>): Problem | undefined {
  const found = ENDS.find(({ form }) => form.test(path));
  if (!found) return undefined;
  const of = `${path.replace(MEANT, "")}.yaml`;
  const args = { name: nameIn(path), original: nameIn(of), maker: found.maker };
  if (names.has(of)) return copyProblem(path, args);
  return problem("only-copy-of-spec", args, startOf(path));
}

const nameIn = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const foldersOf = (path: string): string[] =>
  path.split("/").flatMap((_, index, steps) => (index === 0 ? [] : [steps.slice(0, index).join("/")]));

/** What may become a spec of its own under another name, and by which field. */
const OWN_NAME: Partial<Record<SpecKind, readonly [what: string, field: string]>> = {
  BookingCalendar: ["calendar", "clinic name"],
  UserPolicy: ["policy", "name"],
};

function copyProblem(
  path: string,
  { kind, ...args }: { name: string; original: string; maker: string; kind?: SpecKind | undefined },
): Problem {
  const [another = "", field = ""] = (kind && OWN_NAME[kind]) ?? [];
  return problem("copy-of-spec", { ...args, another, field }, startOf(path));
}

/** Whether two files hold the same; one that cannot be read is told when it is read as a spec. */
function isAlike(one: SpecFile, other: SpecFile | undefined): boolean {
  if (one.kind !== "file" || other?.kind !== "file") return false;
  try {
    if (one.size() !== other.size() || one.size() > limits.bytes) return false;
    return Buffer.compare(one.read(), other.read()) === 0;
  } catch {
    return false;
  }
}

/** What makes a spec another than the next: two with the same would be one calendar or policy. */
function identityOf({ kind, folder, value }: SpecDocument): string {
  const fields: { readonly [field: string]: unknown } = { ...value };
  const names = ["serviceArea", "clinicName", "name"].map((field) => String(fields[field] ?? ""));
  return [kind, folder, ...names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""))].join("/");
}

function originalOf(stem: string): { readonly name: string; readonly maker: string } | undefined {
  for (const { maker, form } of NAMES) {
    const name = form.exec(stem)?.[1];
    if (name !== undefined) return { name, maker };
  }
  return undefined;
}
