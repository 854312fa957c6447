import { type AdministrativeUnit, DirectoryRoleAssignment } from "@pulumi/azuread";
import { type Input, interpolate, type Resource } from "@pulumi/pulumi";
import type { Organisation } from "../../src/model/organisation";
import { type DeclaredApplication, declareForJobs, type FederatedCredential } from "./declare-application";
import { microsoftIds } from "./microsoft-ids";

/** Roles that hold in the organisation's administrative unit. */
const SCOPED = ["groups-administrator", "license-administrator"] as const;

/**
 * The identity that changes an organisation's user policies. It holds roles over the groups in its administrative unit, and a
 * role to read, without which Entra ID lets an application use no scoped role
 * (learn.microsoft.com/entra/identity/role-based-access-control/admin-units-assign-roles); and the two permissions that
 * Microsoft wants beside them of whoever makes a group in a unit, which change no group that is there.
 */
export function declareDirectoryOperator(
  { stack, shortName, name }: Organisation,
  unit: AdministrativeUnit,
  credentials: readonly FederatedCredential[],
  graphObjectId: Input<string>,
  parent: Resource,
): DeclaredApplication {
  const declared = declareForJobs(
    `${stack}-directory-operator`,
    {
      displayName: `Bookings directory operator ${shortName}`,
      description: `Changes the Bookings user policies of ${name}, and nothing outside its administrative unit.`,
    },
    microsoftIds.directoryOperatorPermissions,
    credentials,
    graphObjectId,
    parent,
  );
  const assign = (role: keyof typeof microsoftIds.directoryRoles, directoryScopeId: Scope) =>
    new DirectoryRoleAssignment(
      `${stack}-${role}`,
      {
        roleId: microsoftIds.directoryRoles[role],
        principalObjectId: declared.servicePrincipal.objectId,
        directoryScopeId,
      },
      { parent },
    );
  for (const role of SCOPED) assign(role, interpolate`/administrativeUnits/${unit.objectId}`);
  assign("directory-readers", "/");
  return declared;
}

type Scope = "/" | ReturnType<typeof interpolate>;
