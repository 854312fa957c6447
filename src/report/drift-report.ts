import { type DriftReport, type Finding, type FindingKind, isDrift, type Share } from "../drift/finding";
import { problemJson } from "../problem/format";
import { unbrokenTexts } from "../problem/printable";
import { problem } from "../problem/problem";
import { words } from "../problem/words";
import { wrap } from "../problem/wrap";
import type { Paint } from "./paint";
import { counted, placeText } from "./phrases";
import type { Layout } from "./plan-text";

function signOf(finding: Finding, paint: Paint): string {
  if (finding.kind === "unreadable") return paint.bad("?");
  if (!isDrift(finding)) return paint.faint("·");
  return finding.problem.severity === "error" ? paint.bad("✗") : paint.warning("~");
}

function findingLines(finding: Finding, paint: Paint): string[] {
  const { kind, problem } = finding;
  const { sentence, advice } = words(problem);
  // the code leads to the page in docs/problems/
  // what came from the tenant stays on its line, whatever someone typed there
  const line = sentence.replace(/\n */g, " ");
  const place = `  ${paint.faint([...(problem.at ? [placeText(problem.at)] : []), `(${problem.code})`].join(" "))}`;
  return [
    `  ${signOf(finding, paint)} ${FINDING_WORDS[kind]}: ${line}${place}`,
    ...(advice ? advice.split("\n").map((line) => `      → ${line}`) : []),
  ];
}

/** As many people who have still to approve are named; of more, it is said how many there are. */
const NAMED_PENDING = 3;

/** People who have still to approve, in one finding where they are many: a new organisation's would hide the rest. */
function withPendingCounted(report: DriftReport): DriftReport {
  const { organisation, findings } = report;
  const isPending = ({ problem: { code } }: Finding): boolean => code === "drift-membership-pending";
  const pending = findings.filter(isPending);
  if (pending.length <= NAMED_PENDING) return report;
  const calendars = new Set(pending.map(({ calendar }) => calendar)).size;
  const told = problem("drift-memberships-pending", { organisation, members: pending.length, calendars });
  const all: Finding = { kind: "information", organisation, problem: told };
  return { ...report, findings: [...findings.filter((one) => !isPending(one)), all] };
}

/** The drift of an organisation for people: how it stands, then by calendar each finding with its place and its ways out. */
export function driftText(told: DriftReport, paint: Paint, { width, verbose = false }: Layout = {}): string {
  const report = unbrokenTexts(verbose ? told : withPendingCounted(told));
  const groups = driftGroups(report).flatMap(([subject, findings]) => [
    "",
    paint.strong(subject ?? report.organisation),
    ...findings.flatMap((finding) => findingLines(finding, paint)),
  ]);
  const summary = `${paint.strong(report.organisation)}: ${standing(report)}`;
  return wrap([summary, ...groups, ...(groups.length > 0 ? [""] : []), ""].join("\n"), width);
}

/** How a detection ended: what could not be read outweighs what was found. */
export type DriftOutcome = "none" | "drift" | "unreadable";

/** One word for all organisations together. */
export function driftOutcome(reports: readonly DriftReport[]): DriftOutcome {
  const findings = reports.flatMap((report) => report.findings);
  if (findings.some(({ kind }) => kind === "unreadable")) return "unreadable";
  return findings.some(isDrift) ? "drift" : "none";
}

const findingJson = (finding: Finding): object => ({
  kind: finding.kind,
  isDrift: isDrift(finding),
  ...(finding.calendar !== undefined && { calendar: finding.calendar }),
  ...(finding.policy !== undefined && { policy: finding.policy }),
  ...problemJson(finding.problem),
});

/** The drift of some organisations, described by `schemas/output/drift.schema.json`. No times in it. */
export function driftJson(reports: readonly DriftReport[]): object {
  return {
    schemaVersion: 1,
    outcome: driftOutcome(reports),
    organisations: reports.map(({ organisation, coverage, findings }) => ({
      organisation,
      coverage,
      findings: findings.map(findingJson),
    })),
  };
}

/**
 * A text that Markdown shows as it is. What someone typed in the web app must neither draw a link nor call a person:
 * reports end up as issues and pull-request comments.
 */
function plain(text: string): string {
  return text
    .replace(/\n */g, " ")
    .replace(/[\\`*_{}[\]<>#|!~&]/g, (character) => `\\${character}`)
    .replaceAll("://", ":\\/\\/")
    .replace(/www\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/(^|[^\w.+-])@/g, "$1&#64;");
}

const codeSpan = (text: string): string => `\`${text.replace(/[`\n]/g, " ")}\``;

function groupText(subject: string | undefined, findings: readonly Finding[]): string[] {
  return [
    ...(subject === undefined ? [] : [`### ${plain(subject)}`, ""]),
    ...findings.flatMap(({ kind, problem }) => {
      const { sentence, advice } = words(problem);
      const place = `${problem.at ? ` ${codeSpan(placeText(problem.at))}` : ""} (${codeSpan(problem.code)})`;
      return [
        `- **${FINDING_WORDS[kind]}**: ${plain(sentence)}${place}`,
        ...(advice ? advice.split("\n").map((line) => `  - ${plain(line)}`) : []),
      ];
    }),
    "",
  ];
}

/** The drift of some organisations for an issue or a pull request. */
export function driftMarkdown(
  reports: readonly DriftReport[],
  { verbose = false }: Pick<Layout, "verbose"> = {},
): string {
  return unbrokenTexts(verbose ? reports : reports.map(withPendingCounted))
    .flatMap((report) => [
      `## Drift: ${plain(report.organisation)}`,
      "",
      plain(`${report.organisation}: ${standing(report)}`),
      "",
      ...driftGroups(report).flatMap((group) => groupText(...group)),
    ])
    .join("\n");
}

/** What kind of deviation it is, as a label. */
const FINDING_WORDS: Readonly<Record<FindingKind, string>> = {
  unreadable: "not readable",
  missing: "missing",
  alive: "deleted but alive",
  changed: "changed",
  unmanaged: "not managed",
  leaver: "leaver",
  information: "for information",
};

/** `4 of 5 calendars (80 %)`; nothing is no hundred per cent. */
function shareWords({ known, total, percent }: Share, noun: string): string {
  return total === 0 ? `0 of 0 ${noun}` : `${known} of ${total} ${noun} (${percent} %)`;
}

/** The calendar's address, or `policy LeedsVisits`; nothing where the finding is of the organisation. */
const subjectOf = ({ calendar, policy }: Finding): string | undefined =>
  policy === undefined ? calendar : `policy ${policy}`;

/** The findings by calendar and policy, in the order of the report. */
const driftGroups = ({ findings }: DriftReport) => [...Map.groupBy(findings, subjectOf)];

function standing({ findings, coverage }: DriftReport): string {
  const drift = findings.filter(isDrift).length;
  const unreadable = findings.filter(({ kind }) => kind === "unreadable").length;
  const found = drift === 0 ? "no drift" : counted(drift, "deviation");
  // unknown is not fine: what could not be read may have been changed
  const whole = unreadable === 0 ? found : `${found} in what could be read; ${unreadable} not readable`;
  const managed = `${shareWords(coverage.calendars, "calendars")} and ${shareWords(coverage.people, "people")}`;
  return `${whole}. The specs know ${managed}.`;
}
