import type { OrganisationModel } from "../model/estate";
import type { LimitName, Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";
import { type LimitCount, limitCounts } from "../plan/limit-counts";
import { limitVerdict } from "../plan/limit-verdict";
import { type Problem, problem } from "../problem/problem";

/** What a run would do, in an LA's words. */
const WORDS: Readonly<Record<LimitName, (some: string) => string>> = {
  calendarsDeleted: (some) => `delete ${some} calendars`,
  membersRemoved: (some) => `remove ${some} users of calendars`,
  rolesChanged: (some) => `change the role of ${some} users of calendars`,
  policiesEmptied: (some) => `remove all users from ${some} user policies`,
  calendarsMissing: (some) => `find ${some} calendars missing`,
};

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** A day a week after another: long enough for a review and a run, too short to be forgotten. */
const aWeekAfter = (today: string): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10);

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
  const what = WORDS[name](`${counted.count} of ${counted.total}`);
  const facts = { what, limit: name, expires: aWeekAfter(today), file: at.file };
  return [
    problem("limit-exceeded", { ...counted, ...limit, ...facts }, at),
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
  return limitProblems("calendarsMissing", counted, tenant, model, today).map((one) =>
    one.code === "limit-exceeded"
      ? problem(
          "tenant-looks-wrong",
          {
            ...counted,
            organisation: model.organisation.shortName,
            expires: aWeekAfter(today),
            file: model.organisation.source.file,
          },
          one.at,
        )
      : one,
  );
}

/** Every limit that these specs would exceed, known before anything is registered: row DEL-3. Pure. */
export function exceededLimits(
  before: Inventory | undefined,
  tenant: Tenant,
  model: OrganisationModel,
  today: string,
): Problem[] {
  if (before === undefined) return [];
  const counts = limitCounts(before, tenant.viewerRole, model.calendars);
  return (Object.keys(counts) as (keyof typeof counts)[]).flatMap((name) =>
    limitProblems(name, counts[name], tenant, model, today),
  );
}
