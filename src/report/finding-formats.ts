import { createHash } from "node:crypto";
import type { Severity } from "../problem/catalogue/catalogue";
import { problemsToJson } from "../problem/format";
import { type Place, startOf } from "../problem/place";
import { escapedXml, oneLine, printable } from "../problem/printable";
import { isError, type Problem } from "../problem/problem";
import { words } from "../problem/words";

/** Problems, and what they were found in, for programs that show problems of any tool. */
export interface Findings {
  readonly problems: readonly Problem[];
  /** Every file that was looked at. */
  readonly files: readonly string[];
  readonly toolVersion: string;
}

/** The formats of other programs, by name. */
export const findingFormats = {
  sarif: (findings: Findings): string => `${JSON.stringify(sarif(findings), undefined, 2)}\n`,
  junit,
  github: githubAnnotations,
  azure: azureCommands,
} as const;

/** A problem without a place is shown at the file that all specs share. */
const NO_PLACE: Place = startOf("specs/tenant.yaml");

const textOf = (one: Problem): string => {
  const { sentence, advice } = words(one);
  return advice ? `${sentence}\n${advice}` : sentence;
};

const LEVEL: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", advice: "note" };

/** SARIF 2.1.0, as GitHub's code scanning and editors read it. */
function sarif({ problems, toolVersion }: Findings): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "nhsmail-bookings", version: toolVersion, rules: codes.map((id) => ({ id })) },
        },
        columnKind: "utf16CodeUnits",
        results: problems.map((one) => ({
          ruleId: one.code,
          ruleIndex: codes.indexOf(one.code),
          level: LEVEL[one.severity],
          message: { text: textOf(one) },
          locations: [location(one.at ?? NO_PLACE)],
          ...(one.also && { relatedLocations: one.also.map(location) }),
          partialFingerprints: { "problem/v1": fingerprint(one) },
        })),
      },
    ],
  };
}

function location({ file, line, column, endColumn }: Place): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
      region: { startLine: line, startColumn: column, ...(endColumn !== undefined && { endColumn }) },
    },
  };
}

/** The same problem on another line is the same problem. */
function fingerprint({ code, at, args }: Problem): string {
  const what = JSON.stringify([code, at?.file, at?.pointer, args]);
  return createHash("sha256").update(what).digest("hex").slice(0, 32);
}

/** A test case for each file, failed where the file has errors; other problems are its output. */
function junit({ problems, files }: Findings): string {
  const named = [...new Set([...files, ...problems.map(({ at }) => (at ?? NO_PLACE).file)])].sort();
  const cases = named.map((file) => {
    const own = problems.filter(({ at }) => (at ?? NO_PLACE).file === file);
    return { file, errors: own.filter(isError), others: own.filter((one) => !isError(one)) };
  });
  const failures = cases.filter(({ errors }) => errors.length > 0).length;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites>`,
    `  <testsuite name="bookings check" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`,
    ...cases.flatMap(testCase),
    `  </testsuite>`,
    `</testsuites>`,
    ``,
  ].join("\n");
}

interface TestCase {
  readonly file: string;
  readonly errors: readonly Problem[];
  readonly others: readonly Problem[];
}

function testCase({ file, errors, others }: TestCase): string[] {
  const folder = file.split("/").slice(0, -1).join(".");
  return [
    `    <testcase name="${xml(file)}" classname="${xml(folder)}">`,
    ...errors.map(
      (one) =>
        `      <failure type="${one.code}" message="${xml(words(one).sentence)}">${xml(lineOf(one))}</failure>`,
    ),
    ...(others.length > 0 ? [`      <system-out>${xml(others.map(lineOf).join("\n"))}</system-out>`] : []),
    `    </testcase>`,
  ];
}

function lineOf(one: Problem): string {
  const { file, line, column } = one.at ?? NO_PLACE;
  return `${file}:${line}:${column} ${one.severity} ${one.code}: ${textOf(one)}`;
}

/** Text for XML 1.0, which has no place for control characters and the two last of the plane. */
const xml = (text: string): string =>
  escapedXml(printable(text).replaceAll(/[\ufffe\uffff]/g, "\ufffd")).replaceAll("\n", "&#10;");

/** GitHub shows ten annotations of a kind from one step. */
const MOST_OF_A_KIND = 10;
const GITHUB: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", advice: "notice" };

/** Workflow commands of GitHub Actions, which become annotations at the lines of a pull request. */
function githubAnnotations({ problems }: Findings): string {
  const commands = (["error", "warning", "advice"] as const).flatMap((severity) => {
    const own = problems.filter((one) => one.severity === severity);
    if (own.length <= MOST_OF_A_KIND) return own.map(githubCommand);
    const shown = own.slice(0, MOST_OF_A_KIND - 1).map(githubCommand);
    const rest = own.length - shown.length;
    return [
      ...shown,
      `::${GITHUB[severity]}::${rest} more like these: see the log or the report of this step.`,
    ];
  });
  return lines(commands);
}

function githubCommand(one: Problem): string {
  const { file, line, column, endColumn } = one.at ?? NO_PLACE;
  const properties = {
    file,
    line,
    col: column,
    ...(endColumn !== undefined && { endLine: line, endColumn }),
    title: one.code,
  };
  const told = Object.entries(properties).map(([key, value]) => `${key}=${githubProperty(String(value))}`);
  return `::${GITHUB[one.severity]} ${told.join(",")}::${githubData(textOf(one))}`;
}

const githubData = (text: string): string =>
  printable(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const githubProperty = (text: string): string =>
  githubData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Logging commands of Azure DevOps, which become issues of a run. It has no kind for advice. */
function azureCommands({ problems }: Findings): string {
  return lines(
    problems.map((one) => {
      const { file, line, column } = one.at ?? NO_PLACE;
      const type = one.severity === "error" ? "error" : "warning";
      const properties = { type, sourcepath: file, linenumber: line, columnnumber: column, code: one.code };
      const told = Object.entries(properties).map(
        ([key, value]) => `${key}=${azureProperty(String(value))};`,
      );
      return `##vso[task.logissue ${told.join("")}]${azureData(textOf(one))}`;
    }),
  );
}

const azureData = (text: string): string =>
  printable(text).replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const azureProperty = (text: string): string => azureData(text).replaceAll("]", "%5D").replaceAll(";", "%3B");

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

/** What `bookings check --json` prints. */
export interface CheckReport extends Findings {
  /** The commit that the change was compared with. */
  readonly base?: string;
  readonly organisations: readonly string[];
  readonly otherFiles: readonly string[];
  readonly reviewers: readonly { readonly owner: string; readonly files: readonly string[] }[];
}

/** The whole report as JSON. */
export function checkJson(report: CheckReport): object {
  const { base, organisations, otherFiles, reviewers, problems } = report;
  return { ...problemsToJson(problems), ...(base && { base }), organisations, otherFiles, reviewers };
}

const SHOWN_FILES = 3;

/** Below the problems: who is touched and who must approve. */
export function checkSummary({ organisations, otherFiles, reviewers }: CheckReport): string {
  const some = (names: readonly string[]): string =>
    names.length > SHOWN_FILES
      ? `${names.slice(0, SHOWN_FILES).map(printable).join(", ")} and ${names.length - SHOWN_FILES} more`
      : names.map(printable).join(", ");
  return lines([
    organisations.length > 0
      ? `Organisations touched: ${organisations.join(", ")}.`
      : "No organisation is touched.",
    ...(otherFiles.length > 0 ? [`Files besides specs: ${some(otherFiles)}.`] : []),
    ...reviewers.map(({ owner, files }) => `To be approved by ${oneLine(owner)}: ${some(files)}.`),
  ]);
}
