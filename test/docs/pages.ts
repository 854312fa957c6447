import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..", "..", "..");

/** A page for people, with its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const paths = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .sort(),
];

/** Every page of the repository. */
export const pages: readonly Page[] = paths.map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));

/** What stands as code in a page: spans, and the lines of blocks (fenced, or indented by four spaces). */
export function codeOf({ text }: Page): string[] {
  const blocks = [...text.matchAll(/^ *```.*\n([\s\S]*?)^ *```/gm)].flatMap(([, block = ""]) =>
    block.split("\n"),
  );
  const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, "");
  const indented = prose.split("\n").filter((line) => /^ {4}\S/.test(line));
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
  return [...blocks, ...indented, ...spans];
}
