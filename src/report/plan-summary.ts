import type { CalendarChange, ChangeKind, Plan, PolicyChange } from "../plan/change";
import { KIND_WORDS, KINDS } from "./change-words";
import { counted } from "./phrases";

/** How many calendars there are of each kind of change. */
export function countKinds(changes: readonly CalendarChange[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/** One line: “2 to create, 1 to DELETE, 17 unchanged”, or that nothing changes. */
function planSummary(changes: readonly CalendarChange[]): string {
  const counts = countKinds(changes);
  if (changes.length === counts.unchanged) {
    return changes.length === 0
      ? "nothing changes: there are no calendars"
      : `nothing changes: ${counted(changes.length, "calendar")} as the specs say`;
  }
  return KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${KIND_WORDS[kind].toDo}`)
    .join(", ");
}

const policies = (count: number): string => counted(count, "user policy", "user policies");

function policySummary(changes: readonly PolicyChange[]): string {
  return KINDS.map((kind) => ({ kind, count: changes.filter((one) => one.kind === kind).length }))
    .filter(({ kind, count }) => count > 0 && kind !== "unchanged")
    .map(({ kind, count }) => `${policies(count)} ${KIND_WORDS[kind].toDo}`)
    .join(", ");
}

const RETIRED = "the organisation is retired, as nothing of it is left in the tenant";

/** One line on calendars and policies: “2 to create, 17 unchanged; 1 user policy to create”, or that nothing changes. */
export function wholeSummary({ held = [], ...rest }: Summarised): string {
  const text = summaryOf(rest);
  return held.length > 0 ? `${text}; ${counted(held.length, "calendar")} held back` : text;
}

type Summarised = Pick<Plan, "changes" | "policies" | "ends" | "held">;

function summaryOf({ changes, policies: ofPolicies = [], ends }: Omit<Summarised, "held">): string {
  const changing = policySummary(ofPolicies);
  const isStill = changes.every(({ kind }) => kind === "unchanged");
  if (ends && isStill && changing === "") return RETIRED;
  if (ends) return `${RETIRED}; ${summaryOf({ changes, policies: ofPolicies })}`;
  if (changing === "") return planSummary(changes);
  if (changes.length === 0) return changing;
  return `${isStill ? `${counted(changes.length, "calendar")} unchanged` : planSummary(changes)}; ${changing}`;
}
