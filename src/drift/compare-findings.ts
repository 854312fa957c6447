import { FINDING_KINDS, type Finding } from "./finding";

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Policies after calendars. */
const subjectOf = ({ calendar, policy }: Finding): string =>
  policy === undefined ? (calendar?.toLowerCase() ?? "") : `~${policy.toLowerCase()}`;

/** The order of reports, the same on every machine: by calendar and policy, then by kind, then by line. */
export function compareFindings(one: Finding, other: Finding): number {
  return (
    compareText(subjectOf(one), subjectOf(other)) ||
    FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind) ||
    (one.problem.at?.line ?? 0) - (other.problem.at?.line ?? 0) ||
    compareText(JSON.stringify(one.problem.args), JSON.stringify(other.problem.args))
  );
}
