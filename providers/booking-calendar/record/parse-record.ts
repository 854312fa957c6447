import { isRecord } from "../../../src/graph/wire";
import { rowOf, textFields } from "../../../src/model/calendar-fields";
import {
  type CalendarInputs,
  type CalendarRecord,
  INPUT_KEYS,
  type LiveRecord,
} from "../../../src/model/calendar-record";
import { refuse } from "../../refuse";
import { inputsOf as only, type RecordKind, readInputs, readRecord } from "../../stored-record";

const beforeOf = (field: (typeof textFields)[number]): [string, string][] => {
  const { before } = rowOf(field);
  return before === undefined ? [] : [[field, before]];
};

const kind: RecordKind<CalendarInputs, LiveRecord> = {
  texts: textFields.filter((field) => rowOf(field).before === undefined),
  keys: INPUT_KEYS,
  defaults: {
    ...Object.fromEntries(textFields.flatMap((field) => beforeOf(field))),
    starterService: false,
  },
  fault: ({ viewerRole, members }) => {
    if (viewerRole !== "teamMember" && viewerRole !== "viewer")
      return "viewerRole is neither teamMember nor viewer";
    return isRecord(members) && Object.values(members).every(isRole)
      ? undefined
      : "members are not address → role";
  },
  isLive: (value): value is LiveRecord =>
    isRecord(value) &&
    typeof value["status"] === "string" &&
    typeof value["actualAddress"] === "string" &&
    isRecord(value["staff"]),
  unknown: (value, found) => refuse("unknown-record", { calendar: nameOf(value), found }),
};

/** Inputs as the engine hands them over. */
export const parseInputs = (value: unknown): CalendarInputs => readInputs(kind, value);

/** A record as the engine hands it over. */
export const parseRecord = (value: unknown): CalendarRecord => readRecord(kind, value);

/** Only what counts as an input. */
export const inputsOf = (record: CalendarInputs): CalendarInputs => only(kind, record);

function isRole(value: unknown): boolean {
  return value === "admin" || value === "viewer" || (typeof value === "string" && value.startsWith("other:"));
}

function nameOf(value: unknown): string {
  const name = isRecord(value) ? (value["address"] ?? value["displayName"]) : undefined;
  return typeof name === "string" ? name : "a calendar";
}
