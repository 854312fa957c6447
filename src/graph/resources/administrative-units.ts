import type { GraphCall } from "../call";
import { path } from "../path";
import { quoted } from "./quoted";

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
      "?$select=id,displayName,description,licenseProcessingState&$top=999",
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
