import { fixedFieldChanges } from "../fixed-field-changes";
import { refuse } from "../refuse";
import { assertName } from "./assert-policy";
import { bringAbout } from "./create";
import { FIXED_FIELDS } from "./fixed-fields";
import { parseInputs, parseRecord } from "./parse-record";
import type { PolicyContext } from "./policy-context";
import type { PolicyRecord } from "./policy-record";
import { retirePolicy } from "./retire";

/** Brings a policy to what the specs ask for now; also completes what an earlier run left undone. */
export async function updatePolicy(
  context: PolicyContext,
  olds: unknown,
  news: unknown,
): Promise<{ outs: PolicyRecord }> {
  const record = parseRecord(olds);
  const inputs = parseInputs(news);
  const policy = inputs.displayName;
  const fixed = fixedFieldChanges(FIXED_FIELDS, record, inputs)[0];
  if (fixed) {
    throw refuse("policy-field-changed", { policy, ...fixed });
  }
  assertName(context, inputs);
  if (inputs.status === "deleted") {
    const isDone = record.live.status === "deleted";
    return { outs: isDone ? record : await retirePolicy(context, record, inputs) };
  }
  if (record.live.status === "deleted" || record.live.status === "retiring") {
    throw refuse("retired-is-locked", { policy });
  }
  if (record.live.status === "missing" && inputs.adopt) {
    throw refuse("group-gone", { policy });
  }
  return { outs: await bringAbout(context, inputs, record) };
}
