import { defineCollection } from "../../store/collection-definition";
import type { AssignedLicence } from "../users/user";

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
