import { type Problem, problem } from "../problem/problem";
import type { DirectoryFacts, RoleAssignment } from "./facts";
import { TENANT_ROLES, UNIT_ROLES } from "./needed-rights";

const nameOf = (role: string): string => UNIT_ROLES[role] ?? TENANT_ROLES[role] ?? `role ${role}`;
const scopeOf = (id: string): string => `/administrativeUnits/${id}`;
const WHOLE = "/";

type Units = DirectoryFacts["units"];

function holds(assignments: readonly RoleAssignment[], role: string, scope: string): boolean {
  return assignments.some((one) => one.role.toLowerCase() === role && one.scope === scope);
}

function withoutUnit(identity: string, { units }: DirectoryFacts): Problem[] {
  return units
    .filter(({ id }) => id === undefined)
    .map(({ name }) => problem("doctor-unit-missing", { identity, unit: name }));
}

function missing(identity: string, units: Units, assignments: readonly RoleAssignment[]): Problem[] {
  return units.flatMap(({ name, id }) => {
    if (id === undefined) return [];
    const lacking = Object.keys(UNIT_ROLES).filter((role) => !holds(assignments, role, scopeOf(id)));
    const where = `the administrative unit “${name}”`;
    if (lacking.length === 0) return [];
    return [problem("doctor-role-missing", { identity, roles: lacking.map(nameOf), where })];
  });
}

/** A role of the units that holds anywhere else, or any other role, reaches further than it was approved. */
function extra(
  identity: string,
  units: Units,
  assignments: readonly RoleAssignment[],
  isConfined: boolean,
): Problem[] {
  const own = units.flatMap(({ id }) => (id === undefined ? [] : [scopeOf(id)]));
  const beyond = assignments.filter(({ role, scope }) => {
    const isGiven = role.toLowerCase() in (scope === WHOLE ? TENANT_ROLES : UNIT_ROLES);
    return !isGiven || (isConfined && scope !== WHOLE && !own.includes(scope));
  });
  const roles = beyond.map(({ role, scope }) => `${nameOf(role.toLowerCase())} in ${whereOf(scope)}`).sort();
  return roles.length > 0 ? [problem("doctor-role-extra", { identity, roles })] : [];
}

const whereOf = (scope: string): string => (scope === WHOLE ? "the whole tenant" : scope.slice(1));

/**
 * A directory operator's roles against those that it needs in the units of its organisations. One that is not confined
 * to an organisation may hold roles in units of organisations that nobody asked about.
 */
export function judgeDirectoryRoles(identity: string, facts: DirectoryFacts, isConfined: boolean): Problem[] {
  const { unread } = facts;
  if (unread?.isForbidden) {
    const roles = Object.values(TENANT_ROLES);
    return [problem("doctor-role-missing", { identity, roles, where: "the tenant" })];
  }
  if (unread) return [problem("doctor-roles-unread", { identity, why: unread.why })];
  const { assignments, units } = facts;
  const noUnit = withoutUnit(identity, facts);
  if (!assignments) return [...noUnit, problem("doctor-roles-hidden", { identity })];
  return [
    ...noUnit,
    ...missing(identity, units, assignments),
    ...extra(identity, units, assignments, isConfined),
  ];
}
