import type { OrganisationModel } from "../model/estate";
import type { LimitName, Tenant } from "../model/tenant";
import type { PersonKey } from "../plan/compare";
import type { Inventory } from "../plan/inventory";
import { type LimitCount, limitCounts } from "../plan/limit-counts";
import { aWeekAfter, exceeded, limitVerdict } from "../plan/limit-verdict";
import { type Problem, problem } from "../problem/problem";

/** The specs of an organisation, and the day on which their limits count: `2026-11-23`. */
interface Limited {
  readonly tenant: Tenant;
  readonly model: OrganisationModel;
  readonly today: string;
}

/** The problem of one limit, if it has one. Used for what is counted before a run and for what the tenant has lost. */
export function limitProblems(
  name: LimitName,
  counted: LimitCount,
  { tenant, model: { organisation }, today }: Limited,
): Problem[] {
  if (counted.count === 0) return [];
  const limit = tenant.limits[name];
  const { allowed, expired } = limitVerdict(name, counted, limit, organisation.limitOverrides, today);
  if (allowed) return [];
  const at = organisation.placeOf("/limitOverrides");
  return [
    problem("limit-exceeded", exceeded(name, counted, limit, { today, file: at.file }), at),
    ...(expired ? [problem("limit-override-expired", { limit: name, expires: expired.expires }, at)] : []),
  ];
}

/** The problem of many calendars missing at once, with how to go on if the tenant is the right one. */
export function tenantLooksWrong(counted: LimitCount, specs: Limited): Problem[] {
  const { shortName: organisation, source } = specs.model.organisation;
  const args = { ...counted, organisation, expires: aWeekAfter(specs.today), file: source.file };
  return limitProblems("calendarsMissing", counted, specs).map((one) =>
    one.code === "limit-exceeded" ? problem("tenant-looks-wrong", args, one.at) : one,
  );
}

/** Every limit that these specs would exceed, known before anything is registered: row DEL-3. Pure. */
export function exceededLimits(before: Inventory | undefined, specs: Limited, keyOf?: PersonKey): Problem[] {
  if (before === undefined) return [];
  const { tenant, model } = specs;
  return limitsOfPlan(limitCounts(before, tenant.viewerRole, model.calendars, keyOf), specs);
}

/**
 * Every limit that a plan would exceed, by what the tenant has: people that someone added by hand, roles changed by hand,
 * and what earlier runs left undone.
 */
export function limitsOfPlan(
  counts: Readonly<Partial<Record<LimitName, LimitCount>>>,
  specs: Limited,
): Problem[] {
  return (Object.entries(counts) as [LimitName, LimitCount][]).flatMap(([name, counted]) =>
    limitProblems(name, counted, specs),
  );
}
