import type { LoggedRequest, StaffRow } from "../lifecycle-tenant";
import { calendarOf, type Invariant, writesOf } from "./moment";

/** I7: a calendar that had an admin has one after every single write, for as long as it exists. */
export const neverWithoutAdmin: Invariant = {
  id: "I7",
  findings: (moment) => adminLosses(moment.before.rows, moment.after.rows, writesOf(moment)),
};

type Rows = ReadonlyMap<string, readonly StaffRow[]>;
type Write = Pick<LoggedRequest, "method" | "path" | "operation" | "made">;

/** The writes after which a calendar that had an admin had none, in sentences. */
export function adminLosses(before: Rows, after: Rows, writes: readonly Write[]): string[] {
  return [...before]
    .filter(([, rows]) => rows.some(isAdmin))
    .flatMap(([address, rows]) => losses(address, rows, after.get(address) ?? [], writes));
}

/** The calendar operators of these tenants. */
const SERVICE_ACCOUNT = /^svc\./i;

const isAdmin = ({ role, emailAddress, membershipStatus }: StaffRow): boolean =>
  role === "administrator" && membershipStatus !== "rejectedByStaff" && !SERVICE_ACCOUNT.test(emailAddress);

/** The log has no bodies. A row keeps the role that it was made or changed to until the end of the run. */
function losses(
  address: string,
  before: readonly StaffRow[],
  after: readonly StaffRow[],
  writes: readonly Write[],
): string[] {
  const atEnd = new Map(after.map((row) => [row.id, isAdmin(row)]));
  const admins = new Set(before.filter(isAdmin).map(({ id }) => id));
  for (const request of writes) {
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
