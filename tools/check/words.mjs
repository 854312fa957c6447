// The language of texts for people: plain British English. Looks at the pages, the schemas' descriptions and, by the
// pages made from them, at every message of the catalogue and every verb's help; at comments, texts and titles of tests
// in the program too. Names of files may be given instead.
// Spelling is cspell's, with a British dictionary; words of our own are in tools/check/our-words.txt.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A turn that people have to read twice, and what to write instead. */
const TURNS = [
  [/\b(bring|brings|brought|bringing) about\b/i, "apply, make, change"],
  [/\banew\b/i, "again"],
  [/\bso many\b(?! that)/i, "how many, or the number"],
  [/\bcame about\b|\bcome about\b|\bcomes about\b/i, "happen, is applied"],
  [/\bwhat is not certain\b/i, "uncertainty"],
  [/\b(made|make|makes) anew\b/i, "create again"],
  [/\bheed(s|ed)?\b|\bwhither\b|\bthence\b|\bhitherto\b|\bwhereof\b|\blest\b/i, "a plain word"],
  [/\bwhom\b/i, "who, or another sentence"],
  [/\btaken for gone\b/i, "assumed deleted"],
  [/\b(our|its) mark\b/i, "marker"],
  [/\b(somebody|nobody)\b/i, "a person, someone, no one"],
  [/\bcounts no more\b/i, "has expired"],
  [/\bis no (address|length)\b/i, "is not a …"],
  [/\bwritten rightly\b/i, "valid"],
  [/\bexactly so\b|\bso exactly\b/i, "exactly"],
  [/\bdoomed\b|\bthe shelf\b/i, "a plain word"],
  [/[\u00ab\u00bb]/, "“ ”"],
];

/** Where messages are written, and what they may not have: backticks would be printed as they are. */
const MESSAGES = "src/problem/catalogue/";
const IN_MESSAGES = [[/\\`|"[^"`]*`\w[^"`$]*`[^"`]*"/, "“ ” in place of backticks"]];

const SPELLINGS = [
  [/\b(re)?(organiz|authoriz|recogniz|summariz|minimiz)\w*/, "-is-"],
  [/\b(color|behavior|favorite|catalog|canceled|labeled|center)(s|ed)?\b/i, "British spelling"],
];

// Pages and schemas are spelt as well; in the program only the turns are looked for.
const PAGES = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "docs", "schemas"];
const PROGRAM = ["src", "providers", "stacks", "sandbox", "tools", "bench", "test"].flatMap((folder) => [
  `${folder}/*.ts`,
  `${folder}/*story.yaml`,
]);
const GENERATED = ":!src/spec/generated";

const named = process.argv.slice(2);
const isProgram = (file) => file.endsWith(".ts");
const pages = named.length > 0 ? named.filter((file) => !isProgram(file)) : listed(PAGES);
const program =
  named.length > 0 ? named.filter(isProgram) : listed([...PROGRAM, GENERATED, ":!test/docs/words.test.ts"]);

const found = [
  ...pages.flatMap((file) => findings(file, [...TURNS, ...SPELLINGS])),
  ...program.flatMap((file) => findings(file, TURNS)),
  ...program
    .filter((file) => file.includes(MESSAGES))
    .flatMap((file) => findings(file, IN_MESSAGES, (line) => line)),
];
for (const one of found) console.error(one);

process.exitCode = found.length > 0 || !isSpelt(pages) ? 1 : 0;

function isSpelt(files) {
  if (files.length === 0) return true;
  const cspell = join("node_modules", "cspell", "bin.mjs");
  const options = ["--no-progress", "--no-summary", "--show-suggestions", "--no-must-find-files"];
  const stdio = ["ignore", "inherit", "inherit"];
  return spawnSync(process.execPath, [cspell, ...options, ...files], { stdio }).status === 0;
}

function listed(paths) {
  return execFileSync("git", ["ls-files", "-z", ...paths], { encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
}

/** What stands in code, the accounts of tests, and where a link leads are no prose. */
function proseOf(line) {
  return line.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+|"nobody"|\bnobody[@.%]\S+|-nobody/g, " ");
}

function findings(file, wanted, readable = proseOf) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      const prose = readable(line);
      return wanted.flatMap(([pattern, instead]) => {
        const [text] = pattern.exec(prose) ?? [];
        return text === undefined ? [] : [`${file}:${index + 1}: “${text}”; write: ${instead}`];
      });
    });
}
