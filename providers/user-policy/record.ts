import { isRecord } from "../../src/graph/wire";
import type { Problem, ProblemCode } from "../../src/problem/problem";
import { RecordPartlyDone } from "../record-partly-done";
import { refuse } from "../refuse";
import { inputsOf as only, type RecordKind, readInputs, readRecord } from "../stored-record";

/** What a policy's record in the state says of it besides the inputs. */
export interface LivePolicyRecord {
  /** `retiring`: its end has begun. `missing`: the tenant lost its group. */
  readonly status: "active" | "retiring" | "deleted" | "missing";
  readonly group: string;
  /** Names of the plans that are on in its assignment: what is off is recomputed, never stored. */
  readonly plans: readonly string[];
  /** Plans that nobody asked for and that Graph wants beside them; every member had them already. */
  readonly helperPlans: readonly string[];
  /** People to whom the directory could not give what the policy has, and its word for why. */
  readonly failures: Readonly<Record<string, string>>;
  /** The directory had not finished with everybody when the run ended. */
  readonly processing?: true;
  /** People of whom the directory does not say yet what became of the licence. Absent in records of older versions. */
  readonly waiting?: readonly string[];
  /** How many people are in a group that is being taken over, and are not listed yet. */
  readonly unlisted?: number;
}

/** A policy's outputs: inputs as they are in the tenant, and what is only known there. */
export interface PolicyRecord extends PolicyInputs {
  /** Of this layout: older ones stay readable. */
  readonly schema: 1;
  readonly id: string;
  readonly live: LivePolicyRecord;
}

/** What is on: address → true, application → true. Maps, so that a preview shows exactly what is added and removed. */
export type Switches = Readonly<Record<string, true>>;

/** What the program asks for, and what a refresh rewrites to what it found. Plain values only. */
export interface PolicyInputs {
  readonly tenantId: string;
  /** Short name as displayed. */
  readonly organisation: string;
  /** The user attribute that tells the organisation, and what it holds for this one. */
  readonly organisationAttribute: "companyName" | "department" | "officeLocation";
  readonly directoryName: string;
  /** The policy's name as the spec says it. */
  readonly policyName: string;
  /** Organisation and name by the naming rule: the group's name. */
  readonly displayName: string;
  /** Microsoft's part number of the base licence. */
  readonly licence: string;
  readonly applications: Switches;
  /** Addresses in lower case. */
  readonly users: Switches;
  readonly grantsLicence: boolean;
  /** `missing` is never asked for: a refresh says it of a group that the tenant lost. */
  readonly status: "active" | "deleted" | "missing";
  readonly adopt?: { readonly group: string; readonly complete: boolean };
  readonly deletion?: { readonly confirm: string; readonly reason: string };
}

/** The keys of the inputs: nothing else may be handed to the engine as an input, or every refresh shows it as a change. */
export const INPUT_KEYS = [
  "tenantId",
  "organisation",
  "organisationAttribute",
  "directoryName",
  "policyName",
  "displayName",
  "licence",
  "applications",
  "users",
  "grantsLicence",
  "status",
  "adopt",
  "deletion",
] as const satisfies readonly (keyof PolicyInputs)[];

/** Keys of what is on, in a stable order. */
export function switchesOf(names: Iterable<string>): Switches {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, true as const]));
}

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

/** The text that loads the handler, as every state since the first version holds it. Frozen. */
export const LOADING_TEXT = 'exports.handler=()=>require("./provider.js").userPolicy';

/** The group exists, but not all is done. */
export class PolicyPartlyDone extends RecordPartlyDone<PolicyRecord> {
  override readonly name = "PolicyPartlyDone";

  constructor(code: ProblemCode, record: PolicyRecord, problems: readonly Problem[], cause?: unknown) {
    super(LOADING_TEXT, code, record, problems, cause);
  }
}
