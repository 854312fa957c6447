import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { areas } from "../../src/problem/catalogue";
import type { CatalogueEntry } from "../../src/problem/catalogue/catalogue";
import { exitCode, exitCodeOf } from "../../src/problem/exit-code";

const PARTS = join("tools", "generate", "problem-parts");
const BANNER =
  "<!-- Made from src/problem/catalogue and tools/generate/problem-parts by `npm run generate`. Do not edit. -->";

/** What each area is about, for the list of pages. */
const TITLES: Partial<Record<string, string>> = {
  cli: "The command line",
  deletion: "Deleting calendars",
  adoption: "Adopting what exists",
  handover: "Handing calendars over",
  directory: "People and reply addresses",
  doctor: "What bookings doctor finds",
  drift: "What bookings drift finds",
  engine: "Runs and locks",
  graph: "Calendars in the tenant",
  identity: "Signing in",
  inventory: "What the specs no longer say",
  limits: "Limits",
  naming: "Names and addresses",
  plans: "Reviewed plans",
  policies: "User policies",
  reports: "Reports, reviews and guidance",
  review: "Checks of a change",
  rules: "Rules of the specs",
  spec: "Reading specs",
};

const titleOf = (area: string): string => TITLES[area] ?? `Messages about ${area}`;

/** `docs/problems/`: a page for each area, with every message in the catalogue's words and what there is to add by hand. */
export function problemPages(root: string): Map<string, string> {
  const parts = new Map(
    readdirSync(join(root, PARTS)).map((name) => [
      name.replace(/\.md$/, ""),
      readFileSync(join(root, PARTS, name), "utf8").trim(),
    ]),
  );
  const used = Object.entries(areas).filter(([, entries]) => Object.keys(entries).length > 0);
  const pages = used.map(([area, entries]): [string, string] => [
    `docs/problems/${area}.md`,
    page(titleOf(area), entries, parts),
  ]);
  const codes = new Set(used.flatMap(([, entries]) => Object.keys(entries)));
  const stray = [...parts.keys()].filter((code) => !codes.has(code));
  if (stray.length > 0) throw new Error(`${PARTS} has text for codes that do not exist: ${stray.join(", ")}`);
  return new Map([["docs/problems/README.md", index(used)], ...pages]);
}

type Entries = Readonly<Record<string, CatalogueEntry>>;

function index(used: readonly (readonly [string, Entries])[]): string {
  const sections = used.map(([area, entries]) => {
    const rows = Object.keys(entries).map((code) => `[${code}](${area}.md#${code})`);
    return `## ${titleOf(area)}\n\n${rows.join(" · ")}\n`;
  });
  return [
    BANNER,
    "",
    "# Messages",
    "",
    "Every message of `bookings` has a code: the word before the colon, or in brackets behind a sentence. It leads to the message here, with the exit code of a",
    "command that it stops ([all of them](../exit-codes.md)) and, where there is more to say than the message says, the rest. Rules of the specs have",
    "[pages of their own](../rules/README.md).",
    "",
    ...sections,
  ].join("\n");
}

function page(title: string, entries: Entries, parts: ReadonlyMap<string, string>): string {
  const sections = Object.entries(entries).map(([code, entry]) => {
    const part = parts.get(code);
    return [`## ${code}\n`, `${standing(entry)}\n`, message(entry), ...(part ? [`\n${part}`] : []), ""].join(
      "\n",
    );
  });
  return [`${BANNER}\n`, `# ${title}\n`, ...sections].join("\n");
}

function standing(entry: CatalogueEntry): string {
  if ("outcome" in entry) {
    const code = exitCodeOf[entry.outcome];
    const others = `It holds back its calendar only: if the organisation's others change, they do, with exit code ${exitCode.partlyApplied}.`;
    return `Error, exit code ${code}.${entry.scope === "calendar" ? ` ${others}` : ""}`;
  }
  return entry.severity === "warning" ? "Warning: the run goes on." : "Advice: the run goes on.";
}

/** As the terminal shows it, with names in angle brackets for what changes from case to case. */
function message({ sentence, advice }: CatalogueEntry): string {
  const args = anything() as never;
  const next =
    advice?.(args)
      ?.split("\n")
      .map((line) => `  → ${line}`) ?? [];
  return ["```text", sentence(args), ...next, "```"].join("\n").replaceAll("NaN", "<share>");
}

/** Stands for every argument: whichever is asked for is its own name in angle brackets, as a text or a list of one. */
function anything(): object {
  return new Proxy({}, { get: (_target, name) => placeholder(`<${kebab(String(name))}>`) });
}

function placeholder(name: string): object {
  return new Proxy([name], {
    get: (list, property) => {
      if (property === "toJSON") return () => name;
      if (property in list) return Reflect.get(list, property) as unknown;
      const method = Reflect.get(String.prototype, property) as unknown;
      return typeof method === "function" ? method.bind(name) : method;
    },
  });
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
