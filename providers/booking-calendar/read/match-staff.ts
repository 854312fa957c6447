import type { StaffMember } from "../../../src/graph/resources/staff";

/** Finds out which addresses are of the same person: address → some id of the person. */
type ResolvePeople = (addresses: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** The staff of a calendar by the addresses that the specs use. */
export interface MatchedStaff {
  /** Spec's address in lower case → row. */
  readonly known: ReadonlyMap<string, StaffMember>;
  /** Rows of no one in the specs, by their own address in lower case. */
  readonly extra: ReadonlyMap<string, StaffMember>;
}

/**
 * Matches rows with people by address without case; who is left on both sides is looked up in the directory, as a person may
 * be on the calendar under another of their addresses.
 */
export async function matchStaff(
  addresses: readonly string[],
  rows: readonly StaffMember[],
  resolve: ResolvePeople,
): Promise<MatchedStaff> {
  const known = new Map<string, StaffMember>();
  const left = new Map(rows.map((row) => [keyOf(row), row]));
  const unmatched: string[] = [];
  for (const address of addresses.map((one) => one.toLowerCase())) {
    const row = left.get(address);
    if (row) {
      known.set(address, row);
      left.delete(address);
    } else {
      unmatched.push(address);
    }
  }
  if (unmatched.length > 0 && left.size > 0) {
    const people = await resolve([...unmatched, ...left.keys()]);
    for (const address of unmatched) {
      const person = people.get(address);
      const other = [...left.keys()].find((key) => person !== undefined && people.get(key) === person);
      const row = other === undefined ? undefined : left.get(other);
      if (row && other !== undefined) {
        known.set(address, row);
        left.delete(other);
      }
    }
  }
  return { known, extra: left };
}

const keyOf = ({ emailAddress }: StaffMember): string => emailAddress.toLowerCase();
