import { type Address, toAddress } from "./address";
import type { Role } from "./calendar-roles";

/** A person written once too often. Pointers into the spec. */
interface Repeat {
  readonly address: Address;
  readonly first: string;
  readonly again: string;
  /** In both lists; otherwise twice in one. */
  readonly both: boolean;
}

/** The people of a calendar by address, and who is written more than once. */
export interface Membership {
  readonly members: Readonly<Record<Address, Role>>;
  readonly repeats: readonly Repeat[];
}

/**
 * Joins the two lists of a calendar. Sorted by address, so that the order in the file never shows as a change; of a
 * repeated person the first mention counts.
 */
export function membership(admins: readonly string[] = [], viewers: readonly string[] = []): Membership {
  const seen = new Map<Address, { readonly role: Role; readonly pointer: string }>();
  const repeats: Repeat[] = [];
  const add = (texts: readonly string[], role: Role) => {
    for (const [index, text] of texts.entries()) {
      const address = toAddress(text);
      const pointer = `/${role}s/${index}`;
      const first = seen.get(address);
      if (first) repeats.push({ address, first: first.pointer, again: pointer, both: first.role !== role });
      else seen.set(address, { role, pointer });
    }
  };
  add(admins, "admin");
  add(viewers, "viewer");
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([address, { role }]) => [address, role]);
  return { members: Object.fromEntries(sorted) as Record<Address, Role>, repeats };
}
