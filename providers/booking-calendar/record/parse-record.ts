import { isRecord } from "../../../src/graph/wire";
import { rowOf, textFields } from "../../../src/model/calendar-fields";
import { type CalendarInputs, INPUT_KEYS, type LiveRecord } from "../../../src/model/calendar-record";
import { refuse } from "../../refuse";
import { recordReader } from "../../stored-record";

const beforeOf = (field: (typeof textFields)[number]): [string, string][] => {
  const { before } = rowOf(field);
  return before === undefined ? [] : [[field, before]];
};

export const { inputsOf, parseInputs, parseRecord } = recordReader<CalendarInputs, LiveRecord>({
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
});

function isRole(value: unknown): boolean {
  return value === "admin" || value === "viewer" || (typeof value === "string" && value.startsWith("other:"));
}

function nameOf(value: unknown): string {
  const name = isRecord(value) ? (value["address"] ?? value["displayName"]) : undefined;
  return typeof name === "string" ? name : "a calendar";
}
