import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { verbTable } from "../../src/cli/verb-table";
import { codeOf, type Page, pages, root } from "./pages";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
/** Verbs that pages may speak of already, because the changelog says that they are not built. */
const announced = [...(changelog.split("### Not built yet")[1] ?? "").matchAll(/`bookings (\w+)`/g)].map(
  ([, verb = ""]) => verb,
);
const verbs = [...Object.keys(verbTable), "help"];
const sandboxVerbs = readFileSync(join(root, "src", "cli", "verbs", "sandbox.ts"), "utf8");
const declarations = readdirSync(join(root, "src", "cli", "verbs"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => readFileSync(join(root, "src", "cli", "verbs", path), "utf8"))
  .join("\n");

/** What the program and the schemas say to people, looked at like a page. */
const messages: readonly Page[] = [
  ...readdirSync(join(root, "src", "problem", "catalogue")).map((name) => `src/problem/catalogue/${name}`),
  ...readdirSync(join(root, "schemas"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => `schemas/${name}`),
].map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

/** What may follow the program's name in a sentence about it. */
const NO_VERBS = ["goes", "itself", "ignores", "does", "do", "and"];

/** Every `bookings …` in a page's code, as words. Comments and what a pipe or a semicolon begins are left out. */
function commandsOf(page: Page): string[][] {
  return codeOf(page).flatMap((code) =>
    [...code.matchAll(/(?:^|[\s("/])bookings ((?:[^\s)"#;|`]+[ ]?)*)/g)].map(([, words = ""]) =>
      words.trim().split(/\s+/).filter(Boolean),
    ),
  );
}

function isUnknown([verb = "", part = "", ...more]: readonly string[]): boolean {
  if (!/^[a-z]+$/.test(verb) || announced.includes(verb)) return false;
  if (!verbs.includes(verb)) return true;
  if (verb === "sandbox" && /^[a-z]+$/.test(part) && !sandboxVerbs.includes(`\n  ${part}: [`)) return true;
  const options = [part, ...more].filter((word) => word.startsWith("--") && word !== "--help");
  return options.some((option) => !declarations.includes(option.split("=")[0] ?? ""));
}

describe("commands that pages name", () => {
  it("exist, or are announced in the changelog as not built yet", () => {
    const unknown = [...pages, ...messages].flatMap((page) =>
      commandsOf(page)
        .filter(isUnknown)
        .map((words) => `${page.path}: bookings ${words.join(" ")}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("exist too where the program, its templates or its schemas speak of them", () => {
    const told = ["src", "providers", "stacks", "templates", "schemas", "sandbox"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        // scripts of shells, in which the name stands before words of those
        .filter((path) => !path.includes(join("src", "cli", "completion"))),
    );
    const unknown = told.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/(?<![\w.-])bookings ([a-z][a-z-]+)/g)]
        .filter(([, word = ""]) => !verbs.includes(word) && !NO_VERBS.includes(word))
        .map(([words]) => `${path.slice(root.length + 1)}: ${words}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("are taken out of “Not built yet” in the changelog when they are built", () => {
    expect(announced.filter((verb) => verbs.includes(verb))).to.deep.equal([]);
  });

  it("of npm exist", () => {
    const unknown = pages.flatMap((page) =>
      codeOf(page)
        .flatMap((code) => [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)])
        .map(([, run, short]) => run ?? short ?? "")
        .filter((script) => !(script in manifest.scripts))
        .map((script) => `${page.path}: npm run ${script}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("of npm run check in CONTRIBUTING are its steps, all of them", () => {
    const file = readFileSync(join(root, "tools", "check", "steps.mjs"), "utf8");
    const steps = [...file.matchAll(/name: "([\w-]+)"/g)].map(([, name = ""]) => name);
    const page = pages.find(({ path }) => path === "CONTRIBUTING.md")?.text ?? "";
    const told = [...(page.split("| Step |")[1]?.split("\n\n")[0] ?? "").matchAll(/^\| `([\w-]+)` \|/gm)];
    expect(told.map(([, name]) => name)).to.have.members(steps);
  });
});
