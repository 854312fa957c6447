import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { codeOf, pages, root } from "./pages";

const FOLDERS =
  /^(?:\.\/)?((?:src|providers|stacks|sandbox|specs|schemas|test|tools|docs|bin|bench|\.ci)\/[\w.@/-]*)$/;

/** What pages speak of as an example, or as made at run time. */
const NOT_KEPT =
  /^(specs\/york\/|specs\/leeds\/calendars\/cardiology-valve-clinic\.yaml$|stacks\/Pulumi\.leeds\.yaml$|test\/\.work\/)/;

function pathsIn(code: string): string[] {
  if (/[<*…]/.test(code)) return [];
  return code
    .split(/\s+/)
    .map((word) => word.replace(/^["'(]+|["'),.:;]+$/g, ""))
    .flatMap((word) => FOLDERS.exec(word)?.[1] ?? [])
    .filter((path) => !NOT_KEPT.test(path));
}

describe("paths that pages name", () => {
  it("exist", () => {
    const absent = pages.flatMap((page) => {
      // The page of the sandbox speaks of its own folders.
      const bases = [root, ...(page.path === "docs/sandbox.md" ? [join(root, "sandbox")] : [])];
      const named = codeOf(page).flatMap(pathsIn);
      const missing = named.filter((path) => !bases.some((base) => existsSync(join(base, path))));
      return missing.map((path) => `${page.path}: ${path}`);
    });
    expect(absent).to.deep.equal([]);
  });

  it("as a file beside the one named before, in how-it-works, exist in that folder", () => {
    const page = pages.find(({ path }) => path === "docs/how-it-works.md");
    const spans = [...(page?.text ?? "").matchAll(/`([\w-]+\.ts)`/g)].map(([, span = ""]) => span);
    const folder = join(root, "providers", "booking-calendar");
    expect(spans.filter((file) => !existsSync(join(folder, file)))).to.deep.equal([]);
  });

  it("are there when a message or a comment of the program names a page", () => {
    const sources = ["src", "providers", "stacks", "sandbox", "tools"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => /\.(ts|mjs|cjs|yaml)$/.test(path))
        .map((path) => join(root, folder, path)),
    );
    const absent = [...sources, join(root, ".gitignore"), join(root, "Pulumi.yaml")].flatMap((file) => {
      const named = readFileSync(file, "utf8").match(/\bdocs\/[\w/-]+\.md\b/g) ?? [];
      return named.filter((page) => !existsSync(join(root, page))).map((page) => `${file}: ${page}`);
    });
    expect(absent).to.deep.equal([]);
  });

  it("lie in folders that how-it-works explains", () => {
    const text = pages.find(({ path }) => path === "docs/how-it-works.md")?.text ?? "";
    const folders = readdirSync(join(root, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`);
    const top = ["providers", "stacks", "sandbox", "tools", "test"];
    const unexplained = [...folders, ...top].filter((folder) => !text.includes(`| \`${folder}\` |`));
    expect(unexplained).to.deep.equal([]);
  });
});
