import { type Problem, problem } from "../problem/problem";
import { type Check, checkOf } from "./check";
import type { Claims, DoctorFacts, IdentityFacts, TenantIds } from "./facts";
import { judgeDirectoryRoles } from "./judge-directory-roles";
import { judgePermissions } from "./judge-permissions";

/** What one identity may do, and whether it is who it should be. */
export function judgeIdentity(identity: IdentityFacts, facts: DoctorFacts): Check[] {
  const { name, signIn, directory } = identity;
  switch (signIn.what) {
    case "not-tried":
      return [{ what: "sign-in", of: name, result: "not-tried", detail: signIn.why, findings: [] }];
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
  if (findings.length === 0) return "as needed";
  const held = (scopes ?? roles).length;
  return `${held} held`;
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
  { name, kind, address }: IdentityFacts,
  { account }: Claims,
  operator: string | undefined,
): Problem[] {
  if (kind !== "calendar" || account === undefined) return [];
  const differs = (wanted: string | undefined, where: string): Problem[] =>
    wanted === undefined || wanted === account
      ? []
      : [problem("doctor-account-differs", { identity: name, account, wanted, where })];
  return [
    ...differs(address, "its address in the identities file"),
    ...differs(operator, "the organisation's spec"),
  ];
}
