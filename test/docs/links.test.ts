import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { pages, root } from "./pages";

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}\- _]/gu, "").replaceAll(" ", "-");
}

function anchorsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));
}

function isThere(page: string, target: string): boolean {
  const [path = "", fragment] = target.split("#");
  const file = path === "" ? join(root, page) : join(root, dirname(page), path);
  return existsSync(file) && (fragment === undefined || anchorsOf(file).includes(fragment));
}

describe("links between pages", () => {
  it("lead somewhere", () => {
    const dead = pages.flatMap(({ path, text }) => {
      const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`\n]+`/g, "");
      const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
      const ours = targets.filter((target) => !/^[a-z]+:/.test(target));
      return ours.filter((target) => !isThere(path, target)).map((target) => `${path}: ${target}`);
    });
    expect(dead).to.deep.equal([]);
  });

  it("reach every page from the README", () => {
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const text = pages.find((page) => page.path === path)?.text ?? "";
      for (const [, target = ""] of text.matchAll(/\]\(([^)\s#]+\.md)/g))
        if (!/^[a-z]+:/.test(target)) follow(join(dirname(path), target).replaceAll("\\", "/"));
    };
    follow("README.md");
    expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).to.deep.equal([]);
  });
});
