// The language of texts for people: plain British English. Looks at the pages, the schemas' descriptions and, by the
// pages made from it, at every message of the catalogue. Names of files may be given instead.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A turn that people have to read twice, and what to write instead. */
const TURNS = [
  [/\b(bring|brings|brought|bringing) about\b/i, "apply, make, change"],
  [/\banew\b/i, "again"],
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
  ...["README.md", "SECURITY.md", ":(glob)docs/*.md", "docs/problems", "docs/rules", ":(glob)schemas/*.json"],
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
process.exitCode = found.length > 0 ? 1 : 0;

function findings(line) {
  // what stands in code, and where a link leads, is not ours to spell
  const prose = line.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+/g, " ");
  return [...TURNS, ...SPELLINGS].flatMap(([pattern, instead]) => {
    const [text] = pattern.exec(prose) ?? [];
    return text === undefined ? [] : [`“${text}”; write: ${instead}`];
  });
}
