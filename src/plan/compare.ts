import { isSameValue, lockedFields, type ManagedField, managedFields, rowOf } from "../model/calendar-fields";

/** The texts of a calendar as one side has them; what is absent counts as empty. */
export type ManagedTexts = Readonly<Partial<Record<ManagedField, string | undefined>>>;

/** Address → role, in whatever words both sides use. */
export type People<Role extends string> = Readonly<Record<string, Role>>;

/** Tells people apart. Where the directory is known, two addresses of one person have the same key. */
export type PersonKey = (address: string) => string;

interface FieldDifference {
  readonly field: ManagedField;
  readonly from: string;
  readonly to: string;
}

/** Someone added (`from` absent), removed (`to` absent) or given another role. */
interface PersonDifference<Role extends string = string> {
  readonly key: string;
  /** As the wanted side writes it; for someone removed, as the other side does. */
  readonly address: string;
  readonly from?: Role;
  readonly to?: Role;
}

/** One person is known by one address where nothing more is known. */
export const byAddress: PersonKey = (address) => address.toLowerCase();

/**
 * The fields of a calendar that differ. What people approve, what handlers act on and what drift reports is decided here.
 * Of a calendar that is deleted only what its tombstone locks is compared, and of one that is handed over whether it is.
 */
export function compareFields(now: ManagedTexts, wanted: ManagedTexts): FieldDifference[] {
  const fields = comparedFields(wanted);
  return fields.flatMap((field) => {
    const from = now[field] ?? "";
    const to = wanted[field] ?? "";
    return isSameValue(field, from, to) || (to === "" && rowOf(field).ifAsked) ? [] : [{ field, from, to }];
  });
}

function comparedFields({ status }: ManagedTexts): readonly ManagedField[] {
  if (status === "handed-over") return ["status"];
  return status === "deleted" ? lockedFields : managedFields;
}

/** The people of a calendar who differ, in alphabetical order of address. The same person under another address does not. */
export function comparePeople<Role extends string>(
  now: People<Role>,
  wanted: People<Role>,
  keyOf: PersonKey = byAddress,
): PersonDifference<Role>[] {
  const before = peopleByKey(now, keyOf);
  const after = peopleByKey(wanted, keyOf);
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)];
      if (was?.role === is?.role) return [];
      const address = (is ?? was)?.address ?? key;
      return [{ key, address, ...(was && { from: was.role }), ...(is && { to: is.role }) }];
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function peopleByKey<Role extends string>(people: People<Role>, keyOf: PersonKey) {
  const entries = Object.entries(people) as [string, Role][];
  return new Map(
    entries.map(([address, role]) => [keyOf(address), { address: address.toLowerCase(), role }]),
  );
}
