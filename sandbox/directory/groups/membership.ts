import { defineCollection } from "../../store/collection-definition";

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
