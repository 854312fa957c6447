import { defineCollection } from "../store/collection-definition";

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
