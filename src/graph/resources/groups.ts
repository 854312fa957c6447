import type { GraphCall } from "../call";
import { path } from "../path";
import { LICENCE_STATES } from "./licence-states";
import { quoted } from "./quoted";
import { USER_FIELDS } from "./users";

/** How many members Graph adds in one request. */
export const MEMBERS_IN_REQUEST = 20;

/** The largest page of directory objects. */
const PAGE = 999;

const FIELDS = "id,displayName,description,securityEnabled,assignedLicenses,licenseProcessingState";

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
      `?$select=${[...new Set([...USER_FIELDS, LICENCE_STATES, ...more])].join(",")}&$top=${PAGE}`,
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
