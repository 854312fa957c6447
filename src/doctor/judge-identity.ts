import { type Problem, problem } from "../problem/problem";
import {
  type Check,
  type Claims,
  checkOf,
  type DirectoryFacts,
  type DoctorFacts,
  type IdentityFacts,
  notTried,
  type RoleAssignment,
  type TenantIds,
} from "./facts";

/** What one identity may do, and whether it is who it should be. */
export function judgeIdentity(identity: IdentityFacts, facts: DoctorFacts): Check[] {
  const { name, signIn, directory } = identity;
  switch (signIn.what) {
    case "not-tried":
      return [notTried("sign-in", name, signIn.why)];
    case "refused":
      return [checkOf("sign-in", name, "refused", [signIn.problem])];
    case "done": {
      const { claims } = signIn;
      const isConfined = identity.organisation !== undefined;
      const permissions = [
        ...judgePermissions(identity, claims, facts.mailboxesInExchange),
        ...(directory ? judgeDirectoryRoles(name, directory, isConfined) : []),
      ];
      return [
        checkOf("sign-in", name, claims.account ?? "application", whoIsIt(identity, claims, facts)),
        checkOf("permissions", name, heldWords(claims, permissions), permissions),
      ];
    }
  }
}

function heldWords({ roles = [], scopes }: Claims, findings: readonly Problem[]): string {
  return findings.length === 0 ? "as needed" : `${(scopes ?? roles).length} held`;
}

/** Tenant and account of a token against the specs and the identities file. */
function whoIsIt(identity: IdentityFacts, claims: Claims, { tenant, organisations }: DoctorFacts): Problem[] {
  const operator = organisations.find(({ stack }) => stack === identity.organisation)?.operator;
  return [...otherTenant(identity.name, claims, tenant), ...otherAccount(identity, claims, operator)];
}

function otherTenant(identity: string, { tenantId }: Claims, { specs }: TenantIds): Problem[] {
  if (specs === "" || tenantId === specs) return [];
  return [problem("doctor-tenant-differs", { identity, got: tenantId || "(none)", specs })];
}

function otherAccount(
  { name, kind, address, addresses = [] }: IdentityFacts,
  { account }: Claims,
  operator: string | undefined,
): Problem[] {
  if (!isAccountOf(kind) || account === undefined) return [];
  const differs = (wanted: string | undefined, where: string): Problem[] =>
    wanted === undefined || wanted === account || addresses.includes(wanted)
      ? []
      : [problem("doctor-account-differs", { identity: name, account, wanted, where })];
  return [
    ...differs(address, "its address in the identities file"),
    ...(kind === "calendar" ? differs(operator, "the organisation's spec") : []),
  ];
}

type Needs = Readonly<Record<string, readonly string[]>>;

/** What is missing is an error; what is too much is a warning, also where it does in place of something smaller. */
function compared(identity: string, needs: Needs, held: readonly string[]): Problem[] {
  const missing = Object.entries(needs)
    .filter(([name, larger]) => ![name, ...larger].some((one) => held.includes(one)))
    .map(([name]) => name);
  const extra = held.filter((name) => !(name in needs)).sort();
  return [
    ...(missing.length > 0 ? [problem("doctor-permission-missing", { identity, permissions: missing })] : []),
    ...(extra.length > 0 ? [problem("doctor-permission-extra", { identity, permissions: extra })] : []),
  ];
}

/** Observer and directory operators are applications; calendar operators and who deletes are accounts. */
const isAccountOf = (kind: IdentityFacts["kind"]): boolean => kind === "calendar" || kind === "deleter";

function wrongKind({ name, kind }: IdentityFacts, { scopes }: Claims): Problem[] {
  const isAccount = scopes !== undefined;
  if (isAccount === isAccountOf(kind)) return [];
  const [application, account] = ["an application by itself", "an account that has signed in"];
  const [is, needed] = isAccount ? [account, application] : [application, account];
  return [problem("doctor-wrong-kind", { identity: name, is, needed })];
}

function observerNeeds(mailboxesInExchange: boolean): Needs {
  if (!mailboxesInExchange) return OBSERVER_NEEDS;
  // given in Entra ID it would hold for every mailbox: Exchange Online cannot take that back
  const { "MailboxSettings.Read": _inExchange, ...needs } = OBSERVER_NEEDS;
  return needs;
}

/** The permissions in an identity's token against those that its kind needs. */
function judgePermissions(identity: IdentityFacts, claims: Claims, mailboxesInExchange: boolean): Problem[] {
  const wrong = wrongKind(identity, claims);
  if (wrong.length > 0) return wrong;
  const { scopes = [], roles = [], directoryRoles = [] } = claims;
  const meant = scopes.filter((scope) => !HARMLESS_SCOPES.includes(scope));
  switch (identity.kind) {
    case "observer":
      return compared(identity.name, observerNeeds(mailboxesInExchange), roles);
    case "calendar":
      return compared(identity.name, OPERATOR_NEEDS, meant);
    case "deleter":
      return [...compared(identity.name, OPERATOR_NEEDS, meant), ...mayDelete(identity.name, directoryRoles)];
    case "directory":
      return compared(identity.name, DIRECTORY_NEEDS, roles);
  }
}

/** Exchange lets no one delete a calendar's mailbox without one of these roles. */
function mayDelete(identity: string, held: readonly string[]): Problem[] {
  if (held.some((role) => role in DELETING_ROLES)) return [];
  const roles = Object.values(DELETING_ROLES).slice(0, 1);
  return [problem("doctor-role-missing", { identity, roles, where: "the tenant" })];
}

const nameOf = (role: string): string => UNIT_ROLES[role] ?? TENANT_ROLES[role] ?? `role ${role}`;
const scopeOf = (id: string): string => `/administrativeUnits/${id}`;
const WHOLE = "/";

type Units = DirectoryFacts["units"];

function withoutUnit(identity: string, { units }: DirectoryFacts): Problem[] {
  return units
    .filter(({ id }) => id === undefined)
    .map(({ name }) => problem("doctor-unit-missing", { identity, unit: name }));
}

function missing(identity: string, units: Units, assignments: readonly RoleAssignment[]): Problem[] {
  return units.flatMap(({ name, id }) => {
    if (id === undefined) return [];
    const held = assignments
      .filter(({ scope }) => scope === scopeOf(id))
      .map(({ role }) => role.toLowerCase());
    const lacking = Object.keys(UNIT_ROLES).filter((role) => !held.includes(role));
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
  const roles = beyond.map(({ role, scope }) => `${nameOf(role.toLowerCase())} in ${placeOf(scope)}`).sort();
  return roles.length > 0 ? [problem("doctor-role-extra", { identity, roles })] : [];
}

const placeOf = (scope: string): string => (scope === WHOLE ? "the whole tenant" : scope.slice(1));

/**
 * A directory operator's roles against those that it needs in the units of its organisations. One that is not confined
 * to an organisation may hold roles in units of organisations that no one asked about.
 */
function judgeDirectoryRoles(identity: string, facts: DirectoryFacts, isConfined: boolean): Problem[] {
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

/**
 * What each kind of identity holds, as docs/tenant.md has administrators approve it; a test compares this with the
 * tenant stack, which gives it.
 */

/** Application permissions of the observer, and the larger ones that do as well. */
export const OBSERVER_NEEDS: Readonly<Record<string, readonly string[]>> = {
  "Bookings.Read.All": ["Bookings.ReadWrite.All", "Bookings.Manage.All"],
  "User.Read.All": ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  "MailboxSettings.Read": ["MailboxSettings.ReadWrite"],
  "LicenseAssignment.Read.All": [
    "LicenseAssignment.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  "GroupMember.Read.All": [
    "GroupMember.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
};

/** Application permissions of a directory operator, with which Graph lets it make a group in its unit. */
export const DIRECTORY_NEEDS: Readonly<Record<string, readonly string[]>> = {
  "AdministrativeUnit.Read.All": [
    "AdministrativeUnit.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  "Group.Create": ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
};

/** Delegated permissions of a calendar operator. Nothing larger does. */
export const OPERATOR_NEEDS: Readonly<Record<string, readonly string[]>> = { "Bookings.Manage.All": [] };

/** Scopes that sign-ins bring along by themselves and that reach nothing. */
export const HARMLESS_SCOPES: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** Directory roles that a directory operator holds in the unit of its organisation: template id → name. */
export const UNIT_ROLES: Readonly<Record<string, string>> = {
  "fdd7a751-b60b-444a-984c-02652fe8fa1c": "Groups Administrator",
  "4d6ac14f-3453-41d0-bef9-a3e0c569773a": "License Administrator",
};

/** The directory role that it holds in the whole tenant: without it Entra ID lets it use no other. */
export const TENANT_ROLES: Readonly<Record<string, string>> = {
  "88d8e3e3-8f55-4a1e-953a-9b9898b8876b": "Directory Readers",
};

/** Directory roles with one of which Exchange lets an account delete calendars, the smaller first: template id → name. */
export const DELETING_ROLES: Readonly<Record<string, string>> = {
  "29232cdf-9323-42fd-ade2-1d097af3e4de": "Exchange Administrator",
  "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
};
