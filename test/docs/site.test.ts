import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect } from "chai";
import { questions } from "../../src/guidance/questions";
import { formatText } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import { anchorOf, type MenuGroup, siteMenu, sitePages } from "../../tools/docs/site-pages";
import { settings } from "../../tools/generate/settings";
import { EXAMPLE_ESTATE } from "../support/example-estate";
import { pages as all, root } from "./pages";

const pages = sitePages(root);

/** What the menu need not list: the first page leads to them. */
const BESIDE = ["index.md", "start.md", "changes.md", "security-policy.md"];

type Item = MenuGroup["items"][number];
const linksOf = (item: Item): string[] => [item.link ?? "", ...(item.items ?? []).flatMap(linksOf)];
const fileOf = (link: string): string => `${link.replace(/^\//, "").replace(/(^|\/)$/, "$1index")}.md`;

const prose = (text: string): string => text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`\n]+`/g, "");
const headings = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, one = ""]) => anchorOf(one));

/** The guide's questions, word for word. */
const ASKED = [
  "Can users who are being forwarded meetings be cloaked?",
  "How will the service email be used, and will patients see this?",
  "What is the difference between Office 365 (O365) and Exchange Online?",
  "Can Bookings app users be part of more than one Bookings calendars?",
  "Who to contact if users require support for Microsoft Bookings?",
  "Can users be added to a Bookings calendar even if they have not been enabled by a Local Admin to use Microsoft Bookings?",
  "What happens when a user is deleted from a calendar?",
];

/** Variables that our own processes set for each other, and those of tests. */
const OURS =
  /^BOOKINGS_(ADOPTING|ENGINE|ENGINE_PID|PLAN|REVIEWED|RUNTIME|SANDBOX_OBSERVER|SANDBOX_SETTINGS|SIDE_BY_SIDE|STACK|TEST_PROGRAMS)$/;

describe("the site of the documentation", () => {
  it("has sections for each kind of reader, and every page in one place of the menu", () => {
    const menu = siteMenu(pages);
    expect(menu.map(({ text }) => text)).to.deep.equal([
      "For Local Administrators",
      "For auditors",
      "For administrators",
      "Reference",
      "For engineers",
    ]);
    const listed = menu.flatMap(({ items }) => items.flatMap(linksOf)).map(fileOf);
    expect([...listed, ...BESIDE].sort()).to.deep.equal([...pages.keys()].sort());
  });

  it("has links that lead to a page and a heading of it, or to the repository", () => {
    const dead = [...pages].flatMap(([path, text]) =>
      [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => {
          const [file = "", anchor] = target.split("#");
          const page = pages.get(file === "" ? path : join(dirname(path), file));
          return page === undefined || (anchor !== undefined && !headings(page).includes(anchor));
        })
        .map((target) => `${path}: ${target}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it("names pages by their titles and not by their files", () => {
    const named = [...pages].flatMap(([path, text]) =>
      [...prose(text).matchAll(/\[[^[\]]*(?:\.md|\/)\]\(([^)\s]+)\)/g)]
        .filter(([, target = ""]) => !/^[a-z]+:/.test(target))
        .map(([link]) => `${path}: ${link}`),
    );
    expect(named).to.deep.equal([]);
    expect(pages.get("index.md")).to.contain("[Your first calendar](./la/first-calendar.md)");
  });

  it("answers every question of the guide under the guide's own words [FAQ-1]", () => {
    expect(questions.map(({ asked }) => asked)).to.deep.equal(ASKED);
    for (const { asked, question, answer } of questions)
      expect(pages.get("questions.md")).to.contain(`## ${question}\n\n*${asked}*\n\n${answer}\n`);
    expect(pages.get("questions.md")).to.contain("## What are the known limits?");
  });

  it("explains a message as the program says it", () => {
    const address = "callum.threlfal@nhs.net";
    const at = {
      file: "specs/leeds/calendars/cardiology-heart-failure.yaml",
      line: 11,
      column: 5,
      endColumn: 28,
    };
    const source = readFileSync(join(EXAMPLE_ESTATE, at.file), "utf8").replace(
      "callum.threlfall@",
      "callum.threlfal@",
    );
    const found = problem("person-unknown", { address, near: ["callum.threlfall@nhs.net"] }, at);
    const said = formatText([found], { sourceOf: () => source }).split("\n\n")[0];
    expect(pages.get("la/messages.md")).to.contain(`\`\`\`text\n${said}\n\`\`\`\n`);
  });

  it("says the other names of the service and of calendars, once", () => {
    for (const name of ["NHS.net Connect", "shared booking page"])
      expect(all.filter(({ text }) => text.includes(name)).map(({ path }) => path)).to.deep.equal([
        "docs/README.md",
      ]);
  });

  it("tells of every setting that the program reads, and of no other", () => {
    const sources = ["src", "providers", "stacks"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts"))
        .map((path) => readFileSync(join(root, folder, path), "utf8")),
    );
    const read = sources.flatMap((text) => text.match(/\bBOOKINGS_[A-Z_]*[A-Z]\b/g) ?? []);
    const told = Object.values(settings).flatMap((rows) => rows.map(({ name }) => name));
    expect([...told].sort()).to.deep.equal([...new Set(read)].filter((name) => !OURS.test(name)).sort());
  });
});
