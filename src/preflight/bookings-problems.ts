import { BOOKINGS } from "../model/applications";
import type { OrganisationModel } from "../model/estate";
import { type Problem, problem } from "../problem/problem";
import { canBeMember } from "./address-problems";
import type { NewAddress } from "./changed-addresses";
import { isPerson, type LookedUp } from "./person";

/** New members who cannot open the app, with the policy that would let them: row USR-6. Whom one lists already, it will. */
export function bookingsProblems(
  { address, use, at }: NewAddress,
  found: LookedUp | undefined,
  { organisation, policies }: OrganisationModel,
): Problem[] {
  if (use !== "member" || !found || !isPerson(found) || !canBeMember(found)) return [];
  if (found.hasBookings !== false) return [];
  const enabling = policies.filter(
    ({ status, applications }) => status === "active" && applications.includes(BOOKINGS),
  );
  if (enabling.some(({ users }) => users.includes(address))) return [];
  const theirs = found.organisation?.trim() ?? "";
  // A policy holds people of its own organisation only: another's is for their own administrator.
  const isOurs = theirs === "" || theirs.toLowerCase() === organisation.directoryName.trim().toLowerCase();
  const args = {
    address,
    organisation: organisation.stack,
    files: isOurs ? enabling.map(({ source }) => source.file) : [],
    ...(!isOurs && { theirs }),
  };
  return [problem("person-without-bookings", args, at)];
}
