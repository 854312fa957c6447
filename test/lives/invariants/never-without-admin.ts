import { OPERATOR, type StaffRow } from "../life-tenant";
import { calendarOf, type Invariant, type Moment, writesOf } from "./moment";

/** I7: a calendar that had an admin has one after every single write, for as long as it exists. */
export const neverWithoutAdmin: Invariant = {
  id: "I7",
  findings: (moment) =>
    [...moment.before.rows]
      .filter(([, rows]) => rows.some(isAdmin))
      .flatMap(([address]) => losses(moment, address)),
};

const isAdmin = ({ role, emailAddress, membershipStatus }: StaffRow): boolean =>
  role === "administrator" &&
  membershipStatus !== "rejectedByStaff" &&
  emailAddress.toLowerCase() !== OPERATOR;

/** The log has no bodies. A row keeps the role that it was made or changed to until the end of the run. */
function losses(moment: Moment, address: string): string[] {
  const atEnd = new Map((moment.after.rows.get(address) ?? []).map((row) => [row.id, isAdmin(row)]));
  const admins = new Set((moment.before.rows.get(address) ?? []).filter(isAdmin).map(({ id }) => id));
  for (const request of writesOf(moment)) {
    if (calendarOf(request) !== address) continue;
    if (request.operation === "bookingBusiness.delete") return [];
    const id = request.made ?? request.path.split("/").at(-1) ?? "";
    if (request.operation === "staffMember.delete") admins.delete(id);
    else if (atEnd.get(id)) admins.add(id);
    else admins.delete(id);
    if (admins.size === 0) return [`${address} had no admin after ${request.method} ${request.path}`];
  }
  return [];
}
