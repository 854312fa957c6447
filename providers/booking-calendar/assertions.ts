import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError, type GraphErrorKind } from "../../src/graph/graph-error";
import { type StaffMember, staff } from "../../src/graph/resources/staff";
import { isSameCalendar, markerOf, ownership } from "../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { type Problem, problem } from "../../src/problem/problem";
import { type CalendarSight, calendarIn, hiddenWords, type LiveCalendar } from "../../src/tenant/calendars";
import { assertTenant, type OfTenant, pinned } from "../assert-tenant";
import { Refusal, refuse } from "../refuse";
import type { CalendarContext } from "./context";
import { isOperatorsAccount } from "./operator-account";

/** The address that the names give; its domain is the tenant's, which every address of a stack shares. */
export function computedAddress(context: Pick<CalendarContext, "localPart">, inputs: CalendarInputs): string {
  const domain = inputs.address.slice(inputs.address.lastIndexOf("@") + 1);
  return `${context.localPart(inputs.organisation, inputs.serviceArea, inputs.clinicName)}@${domain}`;
}

/** Refuses to act where a record says that the calendar stands anywhere else than at its computed address. */
export function assertPlace({ live }: CalendarRecord, { address }: CalendarInputs): void {
  if (live.actualAddress.toLowerCase() !== address.toLowerCase())
    throw refuse("foreign-address", { address: live.actualAddress, computed: address });
}

/** Refuses to act on any other address than the one that the names give, whatever asked for it. */
export function assertAddress(context: Pick<CalendarContext, "localPart">, inputs: CalendarInputs): void {
  const computed = computedAddress(context, inputs);
  // of an adopted calendar the address on record counts; it is a fixed field, and only adoption records one
  if (inputs.adopted) return;
  if (inputs.address.toLowerCase() !== computed.toLowerCase())
    throw refuse("foreign-address", { address: inputs.address, computed });
}

/** Refuses to write to a calendar that carries another organisation's marker, or that is not the one on record. */
export function assertOurs(
  record: CalendarRecord,
  inputs: CalendarInputs,
  { business, rows }: Pick<LiveCalendar, "business" | "rows">,
): void {
  const of = { address: inputs.address, marker: markerOf(inputs) };
  if (ownership(business.businessType, of.marker) === "foreign") throw refuse("calendar-not-ours", of);
  if (isSameCalendar(record, business.businessType, rows)) return;
  throw inputs.status === "deleted"
    ? refuse("deletion-mark-lost", { calendar: inputs.address })
    : refuse("calendar-mark-lost", of);
}

interface WithMembers {
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * At least one admin who is a person: the service account that works on calendars never counts. A calendar that was adopted
 * without one, as `before` says, stays as it is until it gets one.
 */
export function adminProblem(
  inputs: CalendarInputs,
  before: WithMembers | undefined,
  operator?: string,
): Problem | undefined {
  const hasAdmin = ({ members }: WithMembers): boolean =>
    Object.entries(members).some(([one, role]) => role === "admin" && one.toLowerCase() !== operator);
  const isInTenant = inputs.adopted === true && before !== undefined;
  if (hasAdmin(inputs) || (isInTenant && !hasAdmin(before))) return undefined;
  const { address: calendar, organisation } = inputs;
  return problem("no-admin", { calendar, ...(isInTenant && { organisation }) });
}

/** Refuses what would leave a calendar without an admin. */
export function assertAdmin(
  context: Pick<CalendarContext, "operator">,
  inputs: CalendarInputs,
  before?: WithMembers,
): void {
  const missing = adminProblem(inputs, before, context.operator(inputs.organisation));
  if (missing) throw new Refusal("no-admin", [missing]);
}

/** Whether the service account can work on a calendar: by an administrator's row of its own. */
const isServedBy = (account: string, rows: readonly StaffMember[]): boolean =>
  rows.some((row) => row.emailAddress.toLowerCase() === account && row.role === "administrator");

/** The refusal of a calendar on which the service account is no administrator any more, and cannot make itself one. */
function operatorOff(
  { address }: Pick<CalendarInputs, "address">,
  operator: string,
  rows: readonly StaffMember[],
  cause?: unknown,
): Refusal {
  const admins = rows
    .filter(({ role, emailAddress }) => role === "administrator" && emailAddress.toLowerCase() !== operator)
    .map(({ displayName, emailAddress }) => `${displayName} (${emailAddress})`);
  return refuse("operator-off-staff", { calendar: address, operator, admins }, cause);
}

/** Failures by which Graph says that the service account may do nothing on a calendar. */
const SHUT_OUT: readonly GraphErrorKind[] = ["denied", "no-role", "not-found"];

/** Puts the service account on the staff, where Graph lets it; says who can where it does not. */
export async function joinStaff(
  writer: GraphClient,
  inputs: Pick<CalendarInputs, "address">,
  business: string,
  rows: readonly StaffMember[],
  member: { readonly displayName: string; readonly emailAddress: string },
): Promise<void> {
  const account = member.emailAddress.toLowerCase();
  if (isServedBy(account, rows)) return;
  if (rows.some((row) => row.emailAddress.toLowerCase() === account))
    throw operatorOff(inputs, account, rows);
  try {
    await writer.send(staff.add(business, { ...member, role: "administrator" }));
  } catch (error) {
    const isShutOut = error instanceof GraphError && SHUT_OUT.includes(error.kind);
    throw isShutOut ? operatorOff(inputs, account, rows, error) : error;
  }
}

/** The calendar that a look shows; undefined where there certainly is none. Doubt is refused. */
export function liveIn(
  sight: CalendarSight,
  { address }: { readonly address: string },
): LiveCalendar | undefined {
  if (sight.kind === "hidden") throw refuse("calendar-unreadable", { address, why: hiddenWords(sight) });
  return calendarIn(sight);
}

/** A calendar that no look has shown yet may be too new: its absence proves nothing. */
export function assertSeen({ address, live }: CalendarRecord): void {
  if (live.unseen)
    throw refuse("calendar-unreadable", { address, why: "it was made moments ago and does not show yet" });
}

/** The reader, once its token is known to be of the calendar's own tenant. */
export const pinnedReader = (context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> =>
  pinned(context, context.reader(inputs.organisation), named(inputs));

/** The writer, once its token is known to be of the calendar's tenant and of its organisation's operator. */
export async function pinnedWriter(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const writer = context.writer(inputs.organisation);
  const claims = await assertTenant(context.tenantId, writer, named(inputs));
  const operator = context.operator(inputs.organisation);
  if (!(await isOperatorsAccount(context, () => pinnedReader(context, inputs), operator, claims)))
    throw refuse("foreign-operator", { organisation: inputs.organisation, account: claims.account ?? "" });
  return writer;
}

const named = ({ address, tenantId }: CalendarInputs): OfTenant => ({ name: address, tenantId });
