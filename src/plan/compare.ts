import type { Place } from "../problem/place";
import type { FieldChange, MemberChange, RoleWord } from "./change";

/** The managed fields of a calendar as one side of a comparison sees them. */
export interface ManagedFields {
  readonly displayName?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly phone?: string | undefined;
  readonly viewerRole?: string | undefined;
  readonly status?: string | undefined;
  readonly members: Readonly<Record<string, RoleWord>>;
}

/** Order in which people read the fields. */
const FIELDS = ["displayName", "status", "replyTo", "phone", "viewerRole"] as const;

type PlaceOf = (pointer: string) => Place | undefined;

const withPlace = <T extends object>(value: T, at: Place | undefined): T & { at?: Place } =>
  at === undefined ? value : { ...value, at };

/** Fields that differ; hours, services and pages are nobody's business here and not even looked at. */
export function compareFields(now: ManagedFields, wanted: ManagedFields, placeOf: PlaceOf): FieldChange[] {
  return FIELDS.filter((field) => (now[field] ?? "") !== (wanted[field] ?? "")).map((field) =>
    withPlace(
      {
        field,
        ...(now[field] ? { from: now[field] } : {}),
        ...(wanted[field] ? { to: wanted[field] } : {}),
      },
      placeOf(`/${field}`),
    ),
  );
}

const lowerCased = (members: Readonly<Record<string, RoleWord>>): Map<string, RoleWord> =>
  new Map(Object.entries(members).map(([address, role]) => [address.toLowerCase(), role]));

/** People added, removed or moved to the other role, in alphabetical order of address. */
export function compareMembers(now: ManagedFields, wanted: ManagedFields, placeOf: PlaceOf): MemberChange[] {
  const before = lowerCased(now.members);
  const after = lowerCased(wanted.members);
  const addresses = [...new Set([...before.keys(), ...after.keys()])].sort();
  return addresses
    .filter((address) => before.get(address) !== after.get(address))
    .map((address) => {
      const from = before.get(address);
      const to = after.get(address);
      return withPlace(
        { address, ...(from ? { from } : {}), ...(to ? { to } : {}) },
        placeOf(`/members/${address}`),
      );
    });
}
