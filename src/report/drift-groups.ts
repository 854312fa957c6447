import { type DriftReport, type Finding, isDrift } from "../drift/finding";
import { counted } from "./counted";
import { shareWords } from "./drift-words";

/** The findings of one calendar or policy; of the organisation where there is neither. */
export interface DriftGroup {
  /** The calendar's address, or `policy LeedsVisits`. */
  readonly subject: string | undefined;
  readonly findings: readonly Finding[];
}

const subjectOf = ({ calendar, policy }: Finding): string | undefined =>
  policy === undefined ? calendar : `policy ${policy}`;

/** The findings by calendar and policy, in the order of the report. */
export function driftGroups({ findings }: DriftReport): DriftGroup[] {
  return [...Map.groupBy(findings, subjectOf)].map(([subject, group]) => ({
    subject,
    findings: group,
  }));
}

/** How an organisation stands, in a sentence. */
export function driftSummary({ organisation, findings, coverage }: DriftReport): string {
  const drift = findings.filter(isDrift).length;
  const unreadable = findings.filter(({ kind }) => kind === "unreadable").length;
  const found = drift === 0 ? "no drift" : counted(drift, "deviation");
  // unknown is not fine: what could not be read may have been changed
  const whole = unreadable === 0 ? found : `${found} in what could be read; ${unreadable} not readable`;
  const managed = `${shareWords(coverage.calendars, "calendars")} and ${shareWords(coverage.people, "people")}`;
  return `${organisation}: ${whole}. The specs know ${managed}.`;
}
