import type { OrganisationModel } from "../model/estate";
import type { LimitName, Tenant } from "../model/tenant";
import type { PersonKey } from "../plan/compare";
import type { Inventory } from "../plan/inventory";
import { type LimitCount, limitCounts } from "../plan/limit-counts";
import { aWeekAfter, exceeded, limitVerdict } from "../plan/limit-verdict";
import { type Problem, problem } from "../problem/problem";

/** The problem of one limit, if it has one. Used for what is counted before a run and for what the tenant has lost. */
export function limitProblems(
  name: LimitName,
  counted: LimitCount,
  { limits }: Tenant,
  { organisation }: OrganisationModel,
  today: string,
): Problem[] {
  if (counted.count === 0) return [];
  const limit = limits[name];
  const { allowed, expired } = limitVerdict(name, counted, limit, organisation.limitOverrides, today);
  if (allowed) return [];
  const at = organisation.placeOf("/limitOverrides");
  return [
    problem("limit-exceeded", exceeded(name, counted, limit, { today, file: at.file }), at),
    ...(expired ? [problem("limit-override-expired", { limit: name, expires: expired.expires }, at)] : []),
  ];
}

/** The problem of many calendars missing at once, with how to go on if the tenant is the right one. */
export function tenantLooksWrong(
  counted: LimitCount,
  tenant: Tenant,
  model: OrganisationModel,
  today: string,
): Problem[] {
  const { shortName: organisation, source } = model.organisation;
  const args = { ...counted, organisation, expires: aWeekAfter(today), file: source.file };
  return limitProblems("calendarsMissing", counted, tenant, model, today).map((one) =>
    one.code === "limit-exceeded" ? problem("tenant-looks-wrong", args, one.at) : one,
  );
}

/** Every limit that these specs would exceed, known before anything is registered: row DEL-3. Pure. */
export function exceededLimits(
  before: Inventory | undefined,
  tenant: Tenant,
  model: OrganisationModel,
  today: string,
  keyOf?: PersonKey,
): Problem[] {
  if (before === undefined) return [];
  return limitsOfPlan(limitCounts(before, tenant.viewerRole, model.calendars, keyOf), tenant, model, today);
}

/** The limit of deletions alone, with those that earlier runs were asked for and left open. */
export function exceededDeletions(
  before: Inventory | undefined,
  tenant: Tenant,
  model: OrganisationModel,
  today: string,
  open: number,
): Problem[] {
  if (before === undefined) return [];
  const { count, total } = limitCounts(before, tenant.viewerRole, model.calendars).calendarsDeleted;
  const counted = { count: count + open, total: total + open };
  return limitProblems("calendarsDeleted", counted, tenant, model, today);
}

/**
 * Every limit that a plan would exceed, by what the tenant has: people that someone added by hand, roles changed by hand,
 * and what earlier runs left undone.
 */
export function limitsOfPlan(
  counts: Readonly<Partial<Record<LimitName, LimitCount>>>,
  tenant: Tenant,
  model: OrganisationModel,
  today: string,
): Problem[] {
  return (Object.entries(counts) as [LimitName, LimitCount][]).flatMap(([name, counted]) =>
    limitProblems(name, counted, tenant, model, today),
  );
}
