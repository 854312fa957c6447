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
];

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
const pages = named.length > 0 ? named : listed(PAGES);
const program = named.length > 0 ? [] : listed([...PROGRAM, GENERATED, ":!test/docs/words.test.ts"]);

const found = [
  ...pages.flatMap((file) => findings(file, [...TURNS, ...SPELLINGS])),
  ...program.flatMap((file) => findings(file, TURNS)),
];
for (const one of found) console.error(one);

const cspell = join("node_modules", "cspell", "bin.mjs");
const { status } = spawnSync(
  process.execPath,
  [cspell, "--no-progress", "--no-summary", "--show-suggestions", "--no-must-find-files", ...pages],
  { stdio: ["ignore", "inherit", "inherit"] },
);
process.exitCode = found.length > 0 || status !== 0 ? 1 : 0;

function listed(paths) {
  return execFileSync("git", ["ls-files", "-z", ...paths], { encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
}

function findings(file, wanted) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      // what stands in code, the accounts of tests, and where a link leads are no prose
      const prose = line.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+|"nobody"|\bnobody[@.%]\S+|-nobody/g, " ");
      return wanted.flatMap(([pattern, instead]) => {
        const [text] = pattern.exec(prose) ?? [];
        return text === undefined ? [] : [`${file}:${index + 1}: “${text}”; write: ${instead}`];
      });
    });
}
