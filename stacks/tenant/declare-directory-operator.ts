import { type AdministrativeUnit, DirectoryRoleAssignment } from "@pulumi/azuread";
import { interpolate, type Resource } from "@pulumi/pulumi";
import type { Organisation } from "../../src/model/organisation";
import { type DeclaredApplication, declareApplication } from "./declare-application";
import { declareCredentials } from "./declare-credentials";
import type { FederatedCredential } from "./federated-credential";
import { microsoftIds } from "./microsoft-ids";

/** Roles that hold in the organisation's administrative unit, and what each is for. */
const SCOPED = ["groups-administrator", "license-administrator"] as const;

/**
 * The identity that changes an organisation's user policies. It holds no permission of Microsoft Graph, which would be
 * tenant-wide: only roles over the groups in its administrative unit, and a role to read, without which Entra ID lets an
 * application use no scoped role (learn.microsoft.com/entra/identity/role-based-access-control/admin-units-assign-roles).
 */
export function declareDirectoryOperator(
  { stack, shortName, name }: Organisation,
  unit: AdministrativeUnit,
  credentials: readonly FederatedCredential[],
  parent: Resource,
): DeclaredApplication {
  const owner = `${stack}-directory-operator`;
  const declared = declareApplication(
    owner,
    {
      displayName: `Bookings directory operator ${shortName}`,
      description: `Changes the Bookings user policies of ${name}, and nothing outside its administrative unit.`,
    },
    { parent },
  );
  declareCredentials(owner, declared.application, credentials, parent);
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
