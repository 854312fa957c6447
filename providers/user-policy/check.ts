import { isRecord } from "../../src/graph/is-record";
import type { CheckFailure } from "../booking-calendar/check";
import { fixedFieldChanges } from "../fixed-field-changes";
import { Refusal, textOf } from "../refuse";
import { FIXED_FIELDS } from "./fixed-fields";
import { parseInputs } from "./parse-record";
import type { PolicyContext } from "./policy-context";
import type { PolicyInputs } from "./policy-inputs";

/** Whether the wish can be granted, by itself and against what was asked before. Asks nobody and is instant. */
export function checkPolicy(
  context: Pick<PolicyContext, "groupName">,
  olds: unknown,
  news: unknown,
): { inputs: unknown; failures: CheckFailure[] } {
  return { inputs: news, failures: failuresOf(context, olds, news) };
}

function failuresOf(context: Pick<PolicyContext, "groupName">, olds: unknown, news: unknown): CheckFailure[] {
  let inputs: PolicyInputs;
  try {
    inputs = parseInputs(news);
  } catch (error) {
    if (error instanceof Refusal) {
      return [{ property: "users", reason: error.message }];
    }
    throw error;
  }
  const policy = inputs.displayName;
  const failures = fixedFieldChanges(FIXED_FIELDS, olds, news).map(({ property, ...change }) => ({
    property,
    reason: textOf("policy-field-changed", { policy, ...change }),
  }));
  const computed = context.groupName(inputs.organisation, inputs.policyName);
  if (computed !== policy) {
    failures.push({
      property: "displayName",
      reason: textOf("foreign-policy-name", { name: policy, computed }),
    });
  }
  const wasDeleted = isRecord(olds) && olds["status"] === "deleted";
  if (wasDeleted && inputs.status !== "deleted") {
    failures.push({ property: "status", reason: textOf("retired-is-locked", { policy }) });
  }
  return failures;
}
