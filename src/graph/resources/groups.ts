import type { GraphCall } from "../call";
import { isRecord, path, quoted, textOf } from "../wire";
import { LICENCE_STATES, parsePlanIds } from "./licences";
import { USER_FIELDS } from "./users";

/** How many members Graph adds in one request. */
export const MEMBERS_IN_REQUEST = 20;

/** The largest page of directory objects. */
const PAGE = 999;

const FIELDS = "id,displayName,description,securityEnabled,assignedLicenses,licenseProcessingState";

/** Graph promises casts and query options on members to advanced queries only; they need `$count=true` as well. */
const ADVANCED = { ConsistencyLevel: "eventual" };

/** Calls on groups. */
export const groups = {
  get: (id: string): GraphCall => ({ method: "GET", path: `${path`/groups/${id}`}?$select=${FIELDS}` }),

  named: (displayName: string): GraphCall => {
    const filter = encodeURIComponent(`displayName eq ${quoted(displayName)}`);
    return { method: "GET", path: `/groups?$filter=${filter}&$select=id,displayName` };
  },

  /** The people in it, with what became of their licences: the first page. */
  people: (id: string, more: readonly string[] = []): GraphCall => ({
    method: "GET",
    path:
      path`/groups/${id}/members/microsoft.graph.user` +
      `?$count=true&$select=${[...new Set([...USER_FIELDS, LICENCE_STATES, ...more])].join(",")}&$top=${PAGE}`,
    headers: ADVANCED,
  }),

  /** The groups in it. */
  nested: (id: string): GraphCall => ({
    method: "GET",
    path: `${path`/groups/${id}/members/microsoft.graph.group`}?$count=true&$select=id,displayName&$top=${PAGE}`,
    headers: ADVANCED,
  }),

  addPeople: (id: string, people: readonly string[]): GraphCall => ({
    method: "PATCH",
    path: path`/groups/${id}`,
    body: {
      "members@odata.bind": people.map(
        (person) => `https://graph.microsoft.com/v1.0/directoryObjects/${person}`,
      ),
    },
  }),

  removePerson: (id: string, person: string): GraphCall => ({
    method: "DELETE",
    path: path`/groups/${id}/members/${person}/$ref`,
  }),

  patch: (id: string, fields: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "PATCH",
    path: path`/groups/${id}`,
    body: fields,
  }),

  /** `disabledPlans` is the complete list of what is off: it replaces the one before. */
  assignLicence: (id: string, skuId: string, disabledPlans: readonly string[]): GraphCall => ({
    method: "POST",
    path: path`/groups/${id}/assignLicense`,
    body: { addLicenses: [{ skuId, disabledPlans }], removeLicenses: [] },
  }),

  removeLicences: (id: string, skuIds: readonly string[]): GraphCall => ({
    method: "POST",
    path: path`/groups/${id}/assignLicense`,
    body: { addLicenses: [], removeLicenses: skuIds },
  }),

  delete: (id: string): GraphCall => ({ method: "DELETE", path: path`/groups/${id}` }),
};

/** A group of the directory as it is found: its licences are not asked for. */
export interface FoundGroup {
  readonly id: string;
  readonly displayName: string;
  /** Free text in the directory; holds our marker. */
  readonly description: string;
  readonly securityEnabled: boolean;
  /** `QueuedForProcessing`, `ProcessingInProgress`, `ProcessingComplete`; empty when it never had a licence. */
  readonly processing: string;
}

/** A group of the directory with its licences: what this product reads. */
export interface Group extends FoundGroup {
  readonly licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
}

/** A group from the wire as lists of a unit and answers to creations tell it; undefined when it is none. */
export function parseFoundGroup(body: unknown): FoundGroup | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string" || body["id"] === "") return undefined;
  const processing = body["licenseProcessingState"];
  return {
    id: body["id"].toLowerCase(),
    displayName: textOf(body["displayName"]),
    description: textOf(body["description"]),
    securityEnabled: body["securityEnabled"] === true,
    processing: isRecord(processing) ? textOf(processing["state"]) : "",
  };
}

/** A group from the wire with its licences; undefined when it is none, or its licences were not told. */
export function parseGroup(body: unknown): Group | undefined {
  const group = parseFoundGroup(body);
  const licences = isRecord(body) ? body["assignedLicenses"] : undefined;
  if (!group || !Array.isArray(licences)) return undefined;
  return {
    ...group,
    licences: licences.filter(isRecord).map((one) => ({
      skuId: textOf(one["skuId"]).toLowerCase(),
      disabledPlans: parsePlanIds(one["disabledPlans"]),
    })),
  };
}

/** Calls on administrative units, which bound what a directory operator may touch. */
export const administrativeUnits = {
  named: (names: readonly string[]): GraphCall => {
    const values = names.map(quoted).join(",");
    const filter = encodeURIComponent(`displayName in (${values})`);
    return { method: "GET", path: `/directory/administrativeUnits?$filter=${filter}&$select=id,displayName` };
  },

  groups: (unit: string): GraphCall => ({
    method: "GET",
    path:
      path`/directory/administrativeUnits/${unit}/members/microsoft.graph.group` +
      "?$count=true&$select=id,displayName,description,licenseProcessingState&$top=999",
    headers: ADVANCED,
  }),

  /** Makes a security group inside the unit: only so the unit's operator may go on with it. */
  createGroup: (unit: string, group: { displayName: string; description: string }): GraphCall => ({
    method: "POST",
    path: path`/directory/administrativeUnits/${unit}/members`,
    body: {
      "@odata.type": "#microsoft.graph.group",
      ...group,
      mailNickname: group.displayName,
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
    },
  }),
};
