// The language of texts for people: plain British English. Looks at the pages, the schemas' descriptions and, by the
// pages made from them, at every message of the catalogue and every verb's help. Names of files may be given instead.
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

const DEFAULT = [
  ...[
    "README.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    ":(glob)docs/*.md",
    "docs/problems",
    "docs/rules",
    ":(glob)schemas/*.json",
  ],
];
const named = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : execFileSync("git", ["ls-files", "-z", ...DEFAULT], { encoding: "utf8" })
        .split("\0")
        .filter(Boolean);

const found = files.flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => findings(line).map((what) => `${file}:${index + 1}: ${what}`)),
);
for (const one of found) console.error(one);

const cspell = join("node_modules", "cspell", "bin.mjs");
const { status } = spawnSync(
  process.execPath,
  [cspell, "--no-progress", "--no-summary", "--show-suggestions", "--no-must-find-files", ...files],
  { stdio: ["ignore", "inherit", "inherit"] },
);
process.exitCode = found.length > 0 || status !== 0 ? 1 : 0;

function findings(line) {
  // what stands in code, and where a link leads, is not ours to spell
  const prose = line.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+/g, " ");
  return [...TURNS, ...SPELLINGS].flatMap(([pattern, instead]) => {
    const [text] = pattern.exec(prose) ?? [];
    return text === undefined ? [] : [`“${text}”; write: ${instead}`];
  });
}
