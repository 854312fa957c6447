import { AppRoleAssignment } from "@pulumi/azuread";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { Tenant } from "../../src/model/tenant";
import { declareApplication } from "./declare-application";
import { declareCredentials } from "./declare-credentials";
import type { FederatedCredential } from "./federated-credential";
import { microsoftIds } from "./microsoft-ids";

type Permission = keyof typeof microsoftIds.applicationPermissions;

/** Reads the whole tenant and writes nothing: previews and drift. */
export class Observer extends ComponentResource {
  readonly clientId: Output<string>;

  constructor(
    tenant: Tenant,
    credentials: readonly FederatedCredential[],
    graphObjectId: Input<string>,
    options: ComponentResourceOptions,
  ) {
    super("nhsmail:tenant:Observer", "observer", {}, options);
    const needed = permissionsFor(tenant);
    const { application, servicePrincipal } = declareApplication(
      "observer",
      {
        displayName: "Bookings observer",
        description: "Reads calendars, users, groups and licences for previews and drift. Writes nothing.",
        requiredResourceAccesses: [
          {
            resourceAppId: microsoftIds.graph,
            resourceAccesses: needed.map(({ id }) => ({ id, type: "Role" })),
          },
        ],
      },
      { parent: this },
    );
    declareCredentials("observer", application, credentials, this);
    for (const { permission, id } of needed) {
      new AppRoleAssignment(
        `observer-${permission}`,
        {
          appRoleId: id,
          principalObjectId: servicePrincipal.objectId,
          resourceObjectId: graphObjectId,
        },
        { parent: this },
      );
    }
    this.clientId = application.clientId;
    this.registerOutputs({ clientId: this.clientId });
  }
}

function permissionsFor({ observer }: Tenant): { permission: Permission; id: string }[] {
  const all = Object.entries(microsoftIds.applicationPermissions) as [Permission, string][];
  // Exchange Online adds up: what Entra ID gives for every mailbox, a scope there cannot take back.
  const isElsewhere = (permission: Permission) =>
    permission === "MailboxSettings.Read" && observer.mailboxSettings === "scoped-in-exchange";
  return all
    .filter(([permission]) => !isElsewhere(permission))
    .map(([permission, id]) => ({ permission, id }));
}
