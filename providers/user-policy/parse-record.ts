import { isRecord } from "../../src/graph/is-record";
import { refuse } from "../booking-calendar/refuse";
import { INPUT_KEYS, type PolicyInputs } from "./policy-inputs";
import type { LivePolicyRecord, PolicyRecord } from "./policy-record";

const TEXTS = [
  "tenantId",
  "organisation",
  "organisationAttribute",
  "directoryName",
  "policyName",
  "displayName",
  "licence",
  "status",
] as const;

/** Inputs as the engine hands them over, without what is the engine's own. */
export function parseInputs(value: unknown): PolicyInputs {
  const fault = inputsFault(value);
  if (fault || !isRecord(value)) {
    throw refuse("unknown-policy-record", { policy: nameOf(value), found: fault ?? "no object" });
  }
  return inputsOf({ grantsLicence: false, ...value } as unknown as PolicyInputs);
}

/** A record as the engine hands it over. Records of all layouts ever written must be understood here. */
export function parseRecord(value: unknown): PolicyRecord {
  const inputs = parseInputs(value);
  const { schema, id, live } = isRecord(value) ? value : {};
  if (schema !== 1 || typeof id !== "string" || id === "" || !isLive(live)) {
    throw refuse("unknown-policy-record", {
      policy: nameOf(value),
      found: schema === 1 ? "id or live state are missing" : `layout ${String(schema)}`,
    });
  }
  return { ...inputs, schema, id, live };
}

/** Only what counts as an input, so that nothing else turns up in a diff. */
export function inputsOf(record: PolicyInputs): PolicyInputs {
  return Object.fromEntries(
    INPUT_KEYS.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])),
  ) as unknown as PolicyInputs;
}

function inputsFault(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return "no object";
  }
  const missing = TEXTS.find((key) => typeof value[key] !== "string");
  if (missing) {
    return `${missing} is no text`;
  }
  const maps = ["applications", "users"].filter((key) => !isRecord(value[key]));
  return maps.length > 0 ? `${maps.join(" and ")} are not name → true` : undefined;
}

function isLive(value: unknown): value is LivePolicyRecord {
  return (
    isRecord(value) &&
    typeof value["status"] === "string" &&
    typeof value["group"] === "string" &&
    Array.isArray(value["plans"]) &&
    Array.isArray(value["helperPlans"]) &&
    isRecord(value["failures"])
  );
}

function nameOf(value: unknown): string {
  const name = isRecord(value) ? value["displayName"] : undefined;
  return typeof name === "string" ? name : "a policy";
}
