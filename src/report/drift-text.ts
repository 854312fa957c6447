import { type DriftReport, type Finding, isDrift } from "../drift/finding";
import { words } from "../problem/words";
import { driftGroups, driftSummary } from "./drift-groups";
import { FINDING_WORDS } from "./drift-words";
import type { Paint } from "./paint";
import { placeText } from "./place-text";

function signOf(finding: Finding, paint: Paint): string {
  if (finding.kind === "unreadable") return paint.bad("?");
  if (!isDrift(finding)) return paint.faint("·");
  return finding.problem.severity === "error" ? paint.bad("✗") : paint.warning("~");
}

/** What came from the tenant stays on its line, whatever somebody typed there. */
const oneLine = (text: string): string => text.replaceAll("\n", " ");

function findingLines(finding: Finding, paint: Paint): string[] {
  const { kind, problem } = finding;
  const { sentence, advice } = words(problem);
  // the code leads to the page in docs/problems/
  const place = `  ${paint.faint([...(problem.at ? [placeText(problem.at)] : []), `(${problem.code})`].join(" "))}`;
  return [
    `  ${signOf(finding, paint)} ${FINDING_WORDS[kind]}: ${oneLine(sentence)}${place}`,
    ...(advice ? advice.split("\n").map((line) => `      → ${line}`) : []),
  ];
}

/** The drift of an organisation for people: by calendar, each finding with its place and its ways out. */
export function driftText(report: DriftReport, paint: Paint): string {
  const groups = driftGroups(report).flatMap(({ subject, findings }) => [
    paint.strong(subject ?? report.organisation),
    ...findings.flatMap((finding) => findingLines(finding, paint)),
    "",
  ]);
  return [...groups, driftSummary(report), ""].join("\n");
}
