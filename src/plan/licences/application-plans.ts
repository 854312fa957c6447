import { applications } from "../../model/applications";
import type { Licence, LicencePlan } from "./licence";

/** The plans of an application in a licence; none where the licence does not hold it. */
export function plansOf(application: string, licence: Licence): LicencePlan[] {
  const ids = new Set((applications[application] ?? []).map(({ id }) => id));
  return licence.plans.filter(({ id }) => ids.has(id));
}

/** The plans to be switched on for all these applications. */
export function wantedPlans(names: readonly string[], licence: Licence): Set<string> {
  return new Set(names.flatMap((name) => plansOf(name, licence).map(({ id }) => id)));
}

/**
 * Everything of a licence that is not to be on: recomputed at each run, as Microsoft adds plans, and those are on. Plans of
 * the tenant as a whole too: left on, they would be on for people who have them off otherwise.
 */
export function disabledFor(enabled: ReadonlySet<string>, licence: Licence): string[] {
  return licence.plans.filter(({ id }) => !enabled.has(id)).map(({ id }) => id);
}

/** The plans that an assignment leaves on. */
export function enabledIn(disabledPlans: readonly string[], licence: Licence): Set<string> {
  const off = new Set(disabledPlans);
  return new Set(licence.plans.filter(({ id }) => !off.has(id)).map(({ id }) => id));
}

/**
 * What is on, in the words of a spec: applications that are on as a whole, and `plan NAME` for what no application
 * explains.
 */
export function applicationsIn(enabled: ReadonlySet<string>, licence: Licence): string[] {
  const whole = Object.keys(applications).filter((name) => {
    const plans = plansOf(name, licence);
    return plans.length > 0 && plans.every(({ id }) => enabled.has(id));
  });
  const explained = wantedPlans(whole, licence);
  const rest = licence.plans.filter(({ id }) => enabled.has(id) && !explained.has(id));
  return [...whole, ...rest.map(({ name }) => `plan ${name}`)];
}
