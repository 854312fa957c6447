import { isRecord } from "../../src/graph/wire";
import {
  type LivePolicyRecord,
  type PolicyInputs,
  type PolicyRecord,
  policyFieldsWhere,
  policySets,
} from "../../src/model/policy-fields";
import type { Problem, ProblemCode } from "../../src/problem/problem";
import { RecordPartlyDone } from "../record-partly-done";
import { refuse } from "../refuse";
import { recordReader } from "../stored-record";

export const { inputsOf, parseInputs, parseRecord } = recordReader<PolicyInputs, LivePolicyRecord>({
  texts: policyFieldsWhere(({ holds }) => holds === "text"),
  keys: policyFieldsWhere(() => true),
  defaults: { grantsLicence: false },
  fault: (value) => {
    const maps = policySets.filter((key) => !isRecord(value[key]));
    return maps.length > 0 ? `${maps.join(" and ")} are not name → true` : undefined;
  },
  isLive: (value): value is LivePolicyRecord =>
    isRecord(value) &&
    typeof value["status"] === "string" &&
    typeof value["group"] === "string" &&
    Array.isArray(value["plans"]) &&
    Array.isArray(value["helperPlans"]) &&
    isRecord(value["failures"]),
  unknown: (value, found) => refuse("unknown-policy-record", { policy: nameOf(value), found }),
});

function nameOf(value: unknown): string {
  const name = isRecord(value) ? value["displayName"] : undefined;
  return typeof name === "string" ? name : "a policy";
}

/** The text that loads the handler, as every state since the first version holds it. Frozen. */
export const LOADING_TEXT = 'exports.handler=()=>require("./provider.js").userPolicy';

/** The group exists, but not all is done. */
export class PolicyPartlyDone extends RecordPartlyDone<PolicyRecord> {
  override readonly name = "PolicyPartlyDone";

  constructor(code: ProblemCode, record: PolicyRecord, problems: readonly Problem[], cause?: unknown) {
    super(LOADING_TEXT, code, record, problems, cause);
  }
}
