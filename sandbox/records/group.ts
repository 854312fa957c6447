import { defineCollection } from "../store/collection";
import type { AssignedLicence } from "./user";

/** A group as stored: Graph's properties, and what the sandbox knows beyond them. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly mailNickname: string;
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly isAssignableToRole: boolean | null;
  readonly visibility: string | null;
  readonly createdDateTime: string;
  readonly assignedLicenses: readonly AssignedLicence[];
  /** Licences were assigned to it at some time, so that it has a state of processing. */
  readonly wasLicensed: boolean;
  /** Times in milliseconds from which it can be found, */
  readonly visibleFrom: number;
  /** and from which it is in lists. */
  readonly listedFrom: number;
}

/** The tenant's groups, by object id. */
export const groups = defineCollection<Group>({
  name: "groups",
  key: (group) => group.id,
  indexes: { displayName: (group) => [group.displayName.toLowerCase()] },
});

/** That a user or a group belongs to a group. */
export interface Membership {
  readonly group: string;
  readonly member: string;
  readonly kind: "user" | "group";
  /** Time in milliseconds from which it is in lists. */
  readonly listedFrom: number;
}

/** The key of a membership. */
export function membershipKey(group: string, member: string): string {
  return `${group}/${member}`;
}

/** Who belongs to which group. */
export const memberships = defineCollection<Membership>({
  name: "memberships",
  key: ({ group, member }) => membershipKey(group, member),
  indexes: { group: ({ group }) => [group], member: ({ member }) => [member] },
});

/** An administrative unit, as stored. */
export interface AdministrativeUnit {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  /** Object ids of users and groups. */
  readonly members: readonly string[];
}

/** The tenant's administrative units. */
export const administrativeUnits = defineCollection<AdministrativeUnit>({
  name: "administrative_units",
  key: (unit) => unit.id,
  indexes: {
    displayName: (unit) => [unit.displayName.toLowerCase()],
    member: (unit) => unit.members,
  },
});
