import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { Tenant } from "../../src/model/tenant";
import { declareForJobs, type FederatedCredential } from "./declare-application";
import { microsoftIds } from "./microsoft-ids";

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
    const { application } = declareForJobs(
      "observer",
      {
        displayName: "Bookings observer",
        description: "Reads calendars, users, groups and licences for previews and drift. Writes nothing.",
      },
      permissionsFor(tenant),
      credentials,
      graphObjectId,
      this,
    );
    this.clientId = application.clientId;
    this.registerOutputs({ clientId: this.clientId });
  }
}

function permissionsFor({ observer }: Tenant): Readonly<Record<string, string>> {
  const { "MailboxSettings.Read": _unscoped, ...others } = microsoftIds.applicationPermissions;
  // Exchange Online adds up: what Entra ID gives for every mailbox, a scope there cannot take back.
  if (observer.mailboxSettings === "scoped-in-exchange") return others;
  return microsoftIds.applicationPermissions;
}
