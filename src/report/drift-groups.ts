import type { DriftReport } from "../drift/drift-report";
import { type Finding, isDrift } from "../drift/finding";
import { counted } from "./counted";
import { shareWords } from "./drift-words";

/** The findings of one calendar; of the organisation where there is no calendar. */
export interface DriftGroup {
  readonly calendar: string | undefined;
  readonly findings: readonly Finding[];
}

/** The findings by calendar, in the order of the report. */
export function driftGroups({ findings }: DriftReport): DriftGroup[] {
  return [...Map.groupBy(findings, ({ calendar }) => calendar)].map(([calendar, group]) => ({
    calendar,
    findings: group,
  }));
}

/** How an organisation stands, in a sentence. */
export function driftSummary({ organisation, findings, coverage }: DriftReport): string {
  const drift = findings.filter(isDrift).length;
  const unreadable = findings.filter(({ kind }) => kind === "unreadable").length;
  const parts = [
    drift === 0 ? "no drift" : counted(drift, "deviation"),
    ...(unreadable > 0 ? [`${unreadable} not readable`] : []),
  ];
  const managed = `${shareWords(coverage.calendars, "calendars")} and ${shareWords(coverage.people, "people")}`;
  return `${organisation}: ${parts.join(", ")}. The specs know ${managed}.`;
}
