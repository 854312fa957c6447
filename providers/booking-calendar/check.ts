import { isRecord } from "../../src/graph/wire";
import { fixedLabels } from "../../src/model/calendar-fields";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { carry } from "../../src/problem/carry";
import { type Problem, problem } from "../../src/problem/problem";
import { type CheckFailure, checked, fixedFieldChanges } from "../checked";
import { adminProblem, computedAddress } from "./assertions";
import type { CalendarContext } from "./context";
import { tombstoneDiffers } from "./diff";
import { parseInputs } from "./record/parse-record";

/** Whether what is asked for is possible, by itself and against what was asked before. Asks no one and is instant. */
export function checkCalendar(context: Pick<CalendarContext, "localPart">, olds: unknown, news: unknown) {
  return checked(news, parseInputs, "members", (inputs) => failuresOf(context, olds, news, inputs));
}

function failuresOf(
  context: Pick<CalendarContext, "localPart">,
  olds: unknown,
  news: unknown,
  inputs: CalendarInputs,
): CheckFailure[] {
  const failures = fixedFieldChanges(fixedLabels, olds, news).map(({ property, ...change }) => ({
    property,
    reason: carry([problem("fixed-field-changed", change)]),
  }));
  // one that is taken over now had no admin of this organisation's; one that is adopted now, whoever it has
  const before = isRecord(olds) && isRecord(olds["members"]) ? { members: olds["members"] } : { members: {} };
  const missing =
    inputs.status === "active" && adminProblem(inputs, inputs.handover?.from ? undefined : before);
  if (missing) failures.push({ property: "members", reason: carry([missing]) });
  const computed = computedAddress(context, inputs);
  if (computed.toLowerCase() !== inputs.address.toLowerCase() && !inputs.adopted) {
    failures.push({
      property: "address",
      reason: carry([problem("foreign-address", { address: inputs.address, computed })]),
    });
  }
  return [...failures, ...lockFailures(olds, news, inputs)];
}

/** What was deleted or handed over is locked. */
function lockFailures(olds: unknown, news: unknown, inputs: CalendarInputs): CheckFailure[] {
  const { address } = inputs;
  const locked = (one: Problem): CheckFailure => ({ property: "status", reason: carry([one]) });
  if (hasStatus(olds, "deleted") && tombstoneDiffers(olds, news))
    return [locked(problem("deleted-is-locked", { calendar: address }))];
  if (!hasStatus(olds, "handed-over") || isTakenBack(inputs) || !tombstoneDiffers(olds, news)) return [];
  const to = parseInputs(olds).handover?.to?.organisation ?? "another organisation";
  return [locked(problem("handover-is-locked", { address, to }))];
}

/** What was handed over may come back the same way. */
const isTakenBack = ({ status, handover }: CalendarInputs): boolean =>
  status === "active" && handover?.from !== undefined;

function hasStatus(olds: unknown, status: CalendarInputs["status"]): boolean {
  return isRecord(olds) && olds["status"] === status;
}
