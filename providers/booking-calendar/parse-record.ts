import { isRecord } from "../../src/graph/is-record";
import { type CalendarInputs, INPUT_KEYS } from "./calendar-inputs";
import type { CalendarRecord, LiveRecord } from "./calendar-record";
import { refuse } from "./refuse";

const TEXTS = [
  "tenantId",
  "organisation",
  "displayName",
  "address",
  "serviceArea",
  "clinicName",
  "replyTo",
] as const;

/** Inputs as the engine hands them over, without what is the engine's own. */
export function parseInputs(value: unknown): CalendarInputs {
  const fault = inputsFault(value);
  if (fault || !isRecord(value)) {
    throw refuse("unknown-record", { calendar: nameOf(value), found: fault ?? "no object" });
  }
  return inputsOf({
    phone: "",
    starterService: false,
    status: "active",
    ...value,
  } as unknown as CalendarInputs);
}

/** A record as the engine hands it over. Records of all layouts ever written must be understood here. */
export function parseRecord(value: unknown): CalendarRecord {
  const inputs = parseInputs(value);
  const { schema, id, live } = isRecord(value) ? value : {};
  if (schema !== 1 || typeof id !== "string" || id === "" || !isLive(live)) {
    throw refuse("unknown-record", {
      calendar: nameOf(value),
      found: schema === 1 ? "id or live state are missing" : `layout ${String(schema)}`,
    });
  }
  return { ...inputs, schema, id, live };
}

/** Only what counts as an input, so that nothing else turns up in a diff. */
export function inputsOf(record: CalendarInputs): CalendarInputs {
  return Object.fromEntries(
    INPUT_KEYS.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])),
  ) as unknown as CalendarInputs;
}

function inputsFault(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return "no object";
  }
  const missing = TEXTS.find((key) => typeof value[key] !== "string");
  if (missing) {
    return `${missing} is no text`;
  }
  if (value["viewerRole"] !== "teamMember" && value["viewerRole"] !== "viewer") {
    return "viewerRole is neither teamMember nor viewer";
  }
  const members = value["members"];
  return isRecord(members) && Object.values(members).every(isRole)
    ? undefined
    : "members are not address → role";
}

function isRole(value: unknown): boolean {
  return value === "admin" || value === "viewer" || (typeof value === "string" && value.startsWith("other:"));
}

function isLive(value: unknown): value is LiveRecord {
  return (
    isRecord(value) &&
    typeof value["status"] === "string" &&
    typeof value["actualAddress"] === "string" &&
    isRecord(value["staff"])
  );
}

function nameOf(value: unknown): string {
  const name = isRecord(value) ? (value["address"] ?? value["displayName"]) : undefined;
  return typeof name === "string" ? name : "a calendar";
}
