import type { Plan, PolicyChange } from "../plan/change";
import { KIND_WORDS, KINDS } from "./change-words";
import { counted } from "./counted";
import { planSummary } from "./plan-summary";

const policies = (count: number): string => counted(count, "user policy", "user policies");

function policySummary(changes: readonly PolicyChange[]): string {
  return KINDS.map((kind) => ({ kind, count: changes.filter((one) => one.kind === kind).length }))
    .filter(({ kind, count }) => count > 0 && kind !== "unchanged")
    .map(({ kind, count }) => `${policies(count)} ${KIND_WORDS[kind].toDo}`)
    .join(", ");
}

/** One line on calendars and policies: «2 to create, 17 unchanged; 1 user policy to create», or that nothing changes. */
export function wholeSummary({
  changes,
  policies: ofPolicies = [],
}: Pick<Plan, "changes" | "policies">): string {
  const changing = policySummary(ofPolicies);
  if (changing === "") return planSummary(changes);
  const isStill = changes.every(({ kind }) => kind === "unchanged");
  return `${isStill ? `${counted(changes.length, "calendar")} unchanged` : planSummary(changes)}; ${changing}`;
}
