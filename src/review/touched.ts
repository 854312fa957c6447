/** Which organisations a change touches, and which files besides specs. */
interface Touched {
  /** Stacks, in alphabetical order; only such as the head still describes. */
  readonly organisations: readonly string[];
  /** Changed files that are no specs: the program, pipelines, settings of editors. */
  readonly otherFiles: readonly string[];
}

/** What the tenant's own file says concerns every organisation. */
const SHARED = "specs/tenant.yaml";

/** Sorts changed paths, relative to the root folder, by the organisations they concern. */
export function touchedBy(paths: readonly string[], organisations: readonly string[]): Touched {
  const folders = new Set(
    paths.filter((path) => path.startsWith("specs/")).map((path) => path.split("/")[1]),
  );
  const all = paths.includes(SHARED);
  return {
    organisations: organisations.filter((name) => all || folders.has(name)).sort(),
    otherFiles: paths.filter((path) => !path.startsWith("specs/")).sort(),
  };
}

/** One job of a pipeline: some organisations, one after another. */
export interface Job {
  readonly name: string;
  readonly organisations: readonly string[];
}

/** GitHub's and our upper bound of jobs in one matrix. */
export const MOST_JOBS = 256;

/** One job for each organisation; above the bound, as many jobs as allowed with neighbours together. */
export function jobsFor(organisations: readonly string[], most = MOST_JOBS): Job[] {
  const each = Math.ceil(organisations.length / most);
  const jobs: Job[] = [];
  for (let start = 0; start < organisations.length; start += each) {
    const some = organisations.slice(start, start + each);
    const [first = "", last = ""] = [some[0], some.at(-1)];
    jobs.push({ name: first === last ? first : `${first} to ${last}`, organisations: some });
  }
  return jobs;
}

/** Someone who must approve a change, and the files that ask for it. */
export interface Reviewer {
  /** `@org/team`, `@person` or an address. */
  readonly owner: string;
  readonly files: readonly string[];
}

interface OwnerRule {
  readonly matches: RegExp;
  readonly owners: readonly string[];
}

/** Who must approve changes of these files, by the text of CODEOWNERS: the last line that fits a file counts. */
export function reviewersOf(codeOwners: string, paths: readonly string[]): Reviewer[] {
  const rules = codeOwners.split(/\r?\n/).flatMap(ownerRule);
  const files = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    const owners = rules.findLast(({ matches }) => matches.test(`/${path}`))?.owners ?? [];
    for (const owner of owners) files.set(owner, [...(files.get(owner) ?? []), path]);
  }
  return [...files].map(([owner, owned]) => ({ owner, files: owned })).sort(byOwner);
}

const byOwner = (one: Reviewer, other: Reviewer): number => one.owner.localeCompare(other.owner, "en");

/** A line of CODEOWNERS. `#` begins a comment; a line without owners says that a file has none. */
function ownerRule(line: string): OwnerRule[] {
  const [pattern, ...owners] = line
    .replace(/(^|\s)#.*$/, "")
    .trim()
    .split(/(?<!\\)\s+/);
  return pattern ? [{ matches: patternOf(pattern.replaceAll("\\ ", " ")), owners }] : [];
}

/** Patterns as gitignore has them, without negation, and `*` at the end does not reach into folders below. */
function patternOf(pattern: string): RegExp {
  const inner = pattern.replace(/^\/|\/$/g, "");
  const isAnchored = pattern.startsWith("/") || inner.includes("/");
  const source = inner
    .split(/(^\*\*\/|\/\*\*\/|\/\*\*$|\*|\?)/)
    .map((part) => WILD[part] ?? part.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&"))
    .join("");
  const isOfFolder = pattern.endsWith("/");
  const end = isOfFolder ? "/.*" : /\/\*$/.test(pattern) ? "" : "(/.*)?";
  return new RegExp(`^${isAnchored ? "/" : "/(.*/)?"}${source}${end}$`);
}

const WILD: Readonly<Record<string, string>> = {
  "**/": "(.*/)?",
  "/**/": "/(.*/)?",
  "/**": "/.*",
  "*": "[^/]*",
  "?": "[^/]",
};
