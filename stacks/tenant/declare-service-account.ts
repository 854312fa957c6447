import { AppRoleAssignment, getUserOutput, ServicePrincipalDelegatedPermissionGrant } from "@pulumi/azuread";
import type { Resource } from "@pulumi/pulumi";
import { microsoftIds } from "./microsoft-ids";
import type { Shared } from "./shared";

/** Lets one service account, and nobody else, sign in through the calendar operator's application. */
export function declareServiceAccount(
  stack: string,
  address: string,
  { calendarOperator, graphObjectId }: Shared,
  parent: Resource,
): void {
  const account = getUserOutput({ mail: address }, { parent });
  const { objectId } = calendarOperator.servicePrincipal;
  new AppRoleAssignment(
    `${stack}-service-account`,
    {
      appRoleId: microsoftIds.defaultAccess,
      principalObjectId: account.objectId,
      resourceObjectId: objectId,
    },
    { parent },
  );
  new ServicePrincipalDelegatedPermissionGrant(
    `${stack}-service-account`,
    {
      servicePrincipalObjectId: objectId,
      resourceServicePrincipalObjectId: graphObjectId,
      claimValues: Object.keys(microsoftIds.delegatedPermissions),
      // without it the consent would be for every user of the tenant
      userObjectId: account.objectId,
    },
    { parent },
  );
}
