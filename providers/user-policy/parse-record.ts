import { isRecord } from "../../src/graph/is-record";
import { refuse } from "../refuse";
import { inputsOf as only, type RecordKind, readInputs, readRecord } from "../stored-record";
import { INPUT_KEYS, type PolicyInputs } from "./policy-inputs";
import type { LivePolicyRecord, PolicyRecord } from "./policy-record";

const kind: RecordKind<PolicyInputs, LivePolicyRecord> = {
  texts: [
    "tenantId",
    "organisation",
    "organisationAttribute",
    "directoryName",
    "policyName",
    "displayName",
    "licence",
    "status",
  ],
  keys: INPUT_KEYS,
  defaults: { grantsLicence: false },
  fault: (value) => {
    const maps = ["applications", "users"].filter((key) => !isRecord(value[key]));
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
};

/** Inputs as the engine hands them over. */
export const parseInputs = (value: unknown): PolicyInputs => readInputs(kind, value);

/** A record as the engine hands it over. */
export const parseRecord = (value: unknown): PolicyRecord => readRecord(kind, value);

/** Only what counts as an input. */
export const inputsOf = (record: PolicyInputs): PolicyInputs => only(kind, record);

function nameOf(value: unknown): string {
  const name = isRecord(value) ? value["displayName"] : undefined;
  return typeof name === "string" ? name : "a policy";
}
