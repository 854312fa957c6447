import type { StaffMember } from "../../../src/graph/resources/staff";
import type { MatchedStaff } from "../read/match-staff";

/** One change to the staff. `after`: positions of the steps that must succeed first. */
export type MembershipStep = { readonly after?: readonly number[]; readonly address: string } & (
  | { readonly what: "add"; readonly role: string }
  | { readonly what: "change"; readonly role: string; readonly id: string }
  | { readonly what: "remove"; readonly id: string }
);

/** Steps in the order in which they may be taken, and admins who stay although the specs do not list them. */
interface MembershipPlan {
  readonly steps: readonly MembershipStep[];
  /** Taking them away would leave no one who has not refused the membership. */
  readonly heldBack: readonly string[];
}

const ADMIN = "administrator";

/**
 * From the staff as it is to the people wanted (address in lower case → Graph's role): new admins first, then everybody else
 * who is added, then those who are removed. There is an admin all the time. Someone who has still to approve is left as they are.
 */
export function membershipSteps(wanted: ReadonlyMap<string, string>, staff: MatchedStaff): MembershipPlan {
  const coming = comingSteps(wanted, staff);
  const admins = coming.filter((step) => step.role === ADMIN);
  const others = coming.filter((step) => step.role !== ADMIN && !isDemotion(step, staff));
  const demotions = coming.filter((step) => isDemotion(step, staff));
  const removals = [...staff.extra].map(([address, row]) => ({
    what: "remove" as const,
    address,
    id: row.id,
  }));
  const keeps = [...staff.known].some(
    ([address, row]) => isEffectiveAdmin(row) && wanted.get(address) === ADMIN,
  );
  // someone is admin all the time, or the new admins must all be there before anybody goes
  const gate = keeps ? [] : admins.map((_, index) => index);
  const first = keeps || admins.length === 0 ? [] : [0];
  const going = [...demotions, ...removals];
  const held = keeps || admins.length > 0 ? [] : going.filter((step) => losesAdmin(step, staff));
  return {
    steps: [
      ...admins,
      ...others.map((step) => withAfter(step, first)),
      ...going.filter((step) => !held.includes(step)).map((step) => withAfter(step, gate)),
    ],
    heldBack: held.map((step) => step.address),
  };
}

type Coming = Extract<MembershipStep, { what: "add" | "change" }>;

function comingSteps(wanted: ReadonlyMap<string, string>, staff: MatchedStaff): Coming[] {
  return [...wanted].flatMap(([address, role]): Coming[] => {
    const row = staff.known.get(address);
    if (!row) return [{ what: "add" as const, address, role }];
    return row.role === role ? [] : [{ what: "change" as const, address, role, id: row.id }];
  });
}

function isDemotion(step: MembershipStep, staff: MatchedStaff): boolean {
  return step.what === "change" && step.role !== ADMIN && staff.known.get(step.address)?.role === ADMIN;
}

function losesAdmin(step: MembershipStep, staff: MatchedStaff): boolean {
  const row = staff.known.get(step.address) ?? staff.extra.get(step.address);
  return row?.role === ADMIN;
}

function isEffectiveAdmin(row: StaffMember): boolean {
  return row.role === ADMIN && row.membershipStatus !== "rejectedByStaff";
}

function withAfter<Step extends MembershipStep>(step: Step, after: readonly number[]): Step {
  return after.length > 0 ? { ...step, after } : step;
}
