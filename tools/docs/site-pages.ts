import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";

/** Pages outside docs/ that the site has too, and what they are called there. */
const OUTSIDE: Readonly<Record<string, string>> = {
  "README.md": "start.md",
  "CONTRIBUTING.md": "contributing.md",
  "CHANGELOG.md": "changes.md",
  "SECURITY.md": "security-policy.md",
};
const DOCS = "docs/";

/** The anchor of a heading, as GitHub makes it: links then work in both places. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, "")
    .replaceAll(" ", "-");

/** Path in the site of a page of the repository; undefined where the site does not have it. */
export function sitePath(path: string): string | undefined {
  const inside = path.startsWith(DOCS) ? path.slice(DOCS.length) : OUTSIDE[path];
  return inside?.replace(/(^|\/)README\.md$/, "$1index.md");
}

const codeOrLink = /(^ *```[\s\S]*?^ *```|`[^`\n]+`)|(\[[^[\]]*)?\]\(([^)\s]+)\)/gm;

/** A name of a file or folder as the text of a link. */
const FILE_NAME = /^\[(?:[\w.-]+\/)*(?:[\w.-]+\.md|[\w.-]+\/)$/;

const titleOf = (text: string): string =>
  (/^# (.+)$/m.exec(text)?.[1] ?? "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");

/** The text of a link: on the site a page goes by its title and not by its file. */
function linkText(root: string, from: string, text: string, target: string): string {
  if (!FILE_NAME.test(text)) return text;
  const path = join(root, dirname(from), target.replace(/#.*/, ""));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "README.md") : path;
  const title = file.endsWith(".md") && existsSync(file) ? titleOf(readFileSync(file, "utf8")) : "";
  return title === "" ? text : `[${title}`;
}

/** Where a link of a page leads in the site, or in the repository where the site does not have the file. */
function rewritten(root: string, from: string, target: string, repository: string): string {
  if (/^([a-z]+:|#)/.test(target)) return target;
  const [path = "", fragment] = target.split("#");
  const file = join(dirname(from), path);
  const isFolder = existsSync(join(root, file)) && statSync(join(root, file)).isDirectory();
  const page = sitePath(isFolder ? join(file, "README.md") : file);
  const anchor = fragment === undefined ? "" : `#${fragment}`;
  if (page === undefined || !file.endsWith(".md"))
    return `${repository}/${isFolder ? "tree" : "blob"}/main/${file}${anchor}`;
  const own = sitePath(from) ?? "";
  return `${relative(dirname(own), page).replace(/^(?!\.)/, "./")}${anchor}`;
}

function staged(root: string, path: string, repository: string): string {
  return readFileSync(join(root, path), "utf8")
    .replace(/^<!--.*?-->\n+/s, "")
    .replaceAll(
      codeOrLink,
      (whole, code: string | undefined, text: string | undefined, target: string | undefined) =>
        code !== undefined || target === undefined
          ? whole
          : `${linkText(root, path, text ?? "", target)}](${rewritten(root, path, target, repository)})`,
    );
}

/** Every page of the site by its path there, with links that lead where they should. */
export function sitePages(root: string): Map<string, string> {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    repository: { url: string };
  };
  const repository = manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  const paths = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => DOCS + path.replaceAll("\\", "/"));
  return new Map(
    [...Object.keys(OUTSIDE), ...paths.sort()].map((path) => [
      sitePath(path) ?? path,
      staged(root, path, repository),
    ]),
  );
}

/** A group of the menu beside every page. */
export interface MenuGroup {
  readonly text: string;
  readonly collapsed: boolean;
  readonly items: readonly MenuItem[];
}

interface MenuItem {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly MenuItem[];
}

const linkOf = (path: string): string => `/${path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`;

/** A page, with the rest of its folder below it where it is the folder's first. */
function itemFor(path: string, pages: ReadonlyMap<string, string>): MenuItem {
  const text = titleOf(pages.get(path) ?? "");
  const folder = /^(.+\/)index\.md$/.exec(path)?.[1];
  if (folder === undefined) return { text, link: linkOf(path) };
  const items = [...pages.keys()]
    .filter((one) => one.startsWith(folder) && one !== path)
    .map((one) => itemFor(one, pages));
  return { text, link: linkOf(path), collapsed: true, items };
}

/** The menu: the sections of docs/README.md and the pages that each of them lists. */
export function siteMenu(pages: ReadonlyMap<string, string>): MenuGroup[] {
  const [, ...sections] = (pages.get("index.md") ?? "").split(/^## /m);
  return sections.map((section) => {
    const targets = [...section.matchAll(/^\| \[[^\]]*\]\(([^)#]+)\)/gm)].map(([, target = ""]) =>
      join(target),
    );
    return {
      text: section.split("\n")[0] ?? "",
      collapsed: false,
      items: targets.map((path) => itemFor(path, pages)),
    };
  });
}
