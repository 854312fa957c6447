import { type BookingCalendar, mayRecreate } from "../model/booking-calendar";
import { markerOf } from "../model/calendar-marker";
import { adminsOf } from "../model/calendar-roles";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import type { Plan } from "../plan/change";
import { planCounts } from "../plan/limit-counts";
import { limitsOfPlan, tenantLooksWrong } from "../preflight/limit-problems";
import { hideTokens } from "../problem/hide-tokens";
import { type Problem, problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { VisibleError } from "../problem/visible-error";
import { passphraseVariable } from "./environment";
import { lastErrorLine, type StepFacts, type StepLedger, type Values } from "./internals/engine-events";
import { liveOf, valuesOf } from "./internals/exported-state";
import { isPassphraseMessage } from "./internals/passphrase";
import { isNotHeld, liveStatus } from "./plan-of";

/** The engine's and the program's lines that say nothing beside the errors they summarise. */
const ECHOES: readonly RegExp[] = [/^(update|preview|refresh) (failed|canceled)$/, /\bfailed to register\b/];

const isEcho = (message: string): boolean => ECHOES.some((echo) => echo.test(message));

/** Calendars at which the look failed: before anything was planned for them, the engine said why not. */
export const unread = (ledger: StepLedger): Problem[] =>
  [...ledger.calendars, ...ledger.policies]
    .filter(([, { unreadable, op, problems }]) => unreadable || (op === undefined && problems.length > 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, { problems }]) => problems.map((each) => lookFailed(name, each)));

/** What the engine itself says of a look is told with the name of the calendar. */
const lookFailed = (name: string, found: Problem): Problem =>
  found.code === "handler-failed"
    ? problem("calendar-look-failed", { name, reason: String(found.args["message"]) })
    : found;

/** Why the engine stopped, when the program itself had nothing against the run. */
export function failureOf(
  verb: "preview" | "up",
  error: unknown,
  organisation: string,
  ledger: StepLedger,
  isInterrupted = false,
): Problem[] {
  const unreadable = unread(ledger);
  if (unreadable.length > 0) return tidyProblems(unreadable);
  const messages = ledger.errors.filter((message) => !isEcho(message));
  const calendarFailed = [...ledger.calendars.values(), ...ledger.policies.values()].some(
    ({ failed, problems }) => failed || problems.length > 0,
  );
  // What failed at a calendar is told with its outcome; a preview has no outcomes, and must not look fine.
  if (verb === "up" && messages.length === 0 && calendarFailed) return [];
  // that it stopped when it was told to is no failure
  if (isInterrupted && messages.length === 0) return [];
  const reported = messages.length > 0 ? messages : [reasonOf(error)];
  return reported.map((message) => stoppedBy(message, organisation));
}

/** What the engine said when it stopped, as a problem. */
function stoppedBy(message: string, organisation: string): Problem {
  // a program that was linked with C's library asks that for the name
  const account = /user: unknown userid (\d+)/.exec(message)?.[1];
  if (account !== undefined) return problem("account-without-name", { account });
  return isPassphraseMessage(message)
    ? problem("passphrase-differs", { variable: passphraseVariable(process.env), why: message })
    : problem("engine-failed", { organisation, message: hideTokens(message) });
}

/** What the engine says against something that is done with a stack outside a run, in the words of a run. */
export function engineFailure(error: unknown, organisation: string): VisibleError {
  if (error instanceof VisibleError) return error;
  return VisibleError.of(stoppedBy(reasonOf(error), organisation));
}

const reasonOf = (error: unknown): string =>
  lastErrorLine(error instanceof Error ? error.message : String(error));

/**
 * Many calendars of the state missing in the tenant at once, also those that the specs ask to create again. Not those that
 * the specs ask to delete or hand over: a run that was killed may have done so, and the next one must be able to say it.
 */
export function missingProblems(
  tenant: Tenant,
  model: OrganisationModel,
  ledger: StepLedger,
  today: string,
): Problem[] {
  const going = new Set(model.calendars.filter(({ status }) => status !== "active").map(({ name }) => name));
  const statuses = [...ledger.calendars]
    .filter(([name]) => !going.has(name))
    .map(([, facts]) => liveStatus(facts));
  const total = statuses.filter((status) => !ENDED.includes(status)).length;
  const count = statuses.filter((status) => status === "missing").length;
  return count < 2 ? [] : tenantLooksWrong({ count, total }, { tenant, model, today });
}

/** What a plan would take away from what the tenant has, where that is more than one run may. */
export function planLimits(
  plan: Plan,
  tenant: Tenant,
  model: OrganisationModel,
  { calendars, policies }: StepLedger,
  today: string,
): Problem[] {
  const there = [...calendars].filter(([, facts]) => !GONE.includes(liveStatus(facts)));
  const sizes = {
    calendars: new Map(there.map(([name, { live }]) => [name, sizeOf(live?.["members"])])),
    closed: new Set(
      there.flatMap(([name, facts]) => (liveOf(facts.liveOutputs)["closed"] === true ? [name] : [])),
    ),
    policies: new Map([...policies].map(([name, { live }]) => [name, sizeOf(live?.["users"])])),
  };
  return limitsOfPlan(planCounts(plan, sizes), { tenant, model, today });
}

/**
 * A change that removes an admin where no one who stays has approved Microsoft's e-mail. Where all who stay are new to the
 * calendar, the specs alone tell it (decision 0081).
 */
export function pendingAdmins(
  { changes }: Plan,
  { calendars }: OrganisationModel,
  ledger: StepLedger,
): Problem[] {
  return calendars.flatMap((calendar) => {
    const members = changes.find(({ name }) => name === calendar.name)?.members ?? [];
    const left = members.filter(({ from, to }) => from === "admin" && to !== "admin");
    const staff = valuesOf(liveOf(ledger.calendars.get(calendar.name)?.liveOutputs)["staff"]);
    const membership = (address: string): unknown => valuesOf(staff[address])["status"];
    const isPending = (address: string): boolean => membership(address) === "pendingAcceptance";
    const admins = adminsOf(calendar.members);
    const asked = admins.filter(isPending);
    const [first] = asked;
    const isSafe = admins.some(
      (who) => Object.hasOwn(staff, who) && !isPending(who) && membership(who) !== "rejectedByStaff",
    );
    if (first === undefined || isSafe || !left.some(({ address }) => !isPending(address))) return [];
    const args = { calendar: calendar.address, admins: asked, left: left.map(({ address }) => address) };
    return [problem("admins-not-approved", args, calendar.memberPlace(first))];
  });
}

const ENDED: readonly unknown[] = [undefined, "deleted", "handed-over"];
const GONE: readonly unknown[] = [...ENDED, "missing"];

const sizeOf = (value: unknown): number => Object.keys(valuesOf(value)).length;

/** Whether a calendar passes between organisations in this run. */
const isPassing = ({ status, handover }: BookingCalendar, facts: StepFacts): boolean => {
  const now = liveStatus(facts);
  if (status === "handed-over") return now === "active" || now === "missing";
  return status === "active" && handover?.from !== undefined && isNotHeld(facts);
};

/** The one that gives it may be in the middle of that; the one that takes it may have to wait. */
function passing({ address, status, handover, source }: BookingCalendar, live: Values): Problem[] {
  const other = (status === "active" ? handover?.from : handover?.to)?.organisation ?? "";
  if (live["status"] === "missing") return [problem("handover-not-there", { address, other }, source)];
  // one that cannot be seen yet is awaited too
  const isGiven = live["status"] === "active" && live["awaited"] !== true;
  return status === "handed-over" || isGiven
    ? []
    : [problem("handover-awaited", { address, from: other }, source)];
}

function standing(calendar: BookingCalendar, facts: StepFacts): Problem[] {
  const { address, recreate, status, source } = calendar;
  const live = liveOf(facts.liveOutputs);
  if (isPassing(calendar, facts)) return passing(calendar, live);
  if (live["another"] === true)
    return [problem("calendar-mark-lost", { address, marker: markerOf(calendar) }, source)];
  if (live["status"] === "half-made") {
    const given = String(live["actualAddress"] ?? "another address");
    return [problem("half-made", { calendar: address, given }, source)];
  }
  if (live["status"] === "deleting" && status !== "deleted")
    return [problem("deletion-under-way", { calendar: address }, source)];
  if (live["status"] === "deleted" && facts.op === "update")
    return [problem("deleted-is-locked", { calendar: address }, source)];
  if (live["operatorLost"] === true) return [operatorLost(calendar, facts)];
  if (live["status"] !== "missing" || status !== "active") return [];
  if (recreate === undefined) return [problem("calendar-missing", { address }, source)];
  const done = typeof live["recreations"] === "number" ? live["recreations"] : 0;
  return mayRecreate(recreate, done) ? [] : [problem("recreate-used-up", { address, done }, source)];
}

/** That calendar fails, and no other: so it is no error of the run. */
function operatorLost({ address, source }: BookingCalendar, { liveOutputs }: StepFacts): Problem {
  const admins = adminsOf(valuesOf(liveOutputs?.["members"]));
  const operator = String(liveOf(liveOutputs)["operator"] ?? "the service account");
  const told = problem("operator-off-staff", { calendar: address, operator, admins }, source);
  return { ...told, severity: "warning" };
}

/** What the look at the tenant shows that no run settles by itself: someone has to decide first. */
export function standingProblems(calendars: readonly BookingCalendar[], ledger: StepLedger): Problem[] {
  return calendars.flatMap((calendar) => {
    const facts = ledger.calendars.get(calendar.name);
    return facts ? standing(calendar, facts) : [];
  });
}

/** The same of user policies. */
export function policyProblems(policies: readonly UserPolicy[], ledger: StepLedger): Problem[] {
  return policies.flatMap(({ name, displayName, source }) => {
    const { otherLicences, nestedGroups } = liveOf(ledger.policies.get(name)?.liveOutputs);
    const about = { policy: displayName };
    const told: Problem[] = [];
    if (Array.isArray(otherLicences))
      told.push(problem("group-gives-others", { ...about, licences: otherLicences.map(String) }, source));
    if (Array.isArray(nestedGroups))
      told.push(problem("group-has-groups", { ...about, groups: nestedGroups.map(String) }, source));
    return told.map((one) => ({ ...one, severity: "warning" as const }));
  });
}

/** Of which tenant the calendars on record are, where it is another than the specs'. */
function otherTenantOnRecord(tenant: Tenant, ledger: StepLedger): string | undefined {
  const ids = [...ledger.calendars.values(), ...ledger.policies.values()].flatMap(({ recorded }) => {
    const id = recorded?.["tenantId"];
    return typeof id === "string" ? [id] : [];
  });
  return ids.find((id) => id.toLowerCase() !== tenant.tenantId.toLowerCase());
}

/**
 * The engine reads every calendar before it lets the program speak. Where nothing could be read, there may be one reason
 * for all, which is told instead: another tenant, or a sign-in that fails.
 */
export async function whyUnread(
  failures: readonly Problem[],
  tenant: Tenant | undefined,
  ledger: StepLedger,
  signIn: () => Promise<readonly Problem[]>,
): Promise<readonly Problem[]> {
  const looks = new Set(unread(ledger).map(({ code }) => code));
  if (failures.length === 0 || failures.some(({ code }) => !looks.has(code))) return failures;
  const recorded = tenant && otherTenantOnRecord(tenant, ledger);
  if (tenant && recorded) {
    const args = { recorded, specs: tenant.tenantId };
    return [problem("tenant-changed", args, tenant.placeOf("/tenantId"))];
  }
  const problems = await signIn();
  return problems.length > 0 ? problems : failures;
}
