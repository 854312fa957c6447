import type { ServicePrincipal } from "@pulumi/azuread";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { declareApplication } from "./declare-application";
import { microsoftIds } from "./microsoft-ids";

/**
 * The application through which service accounts run their calendars. It can do nothing by itself: each account is given
 * access and consent by name, and what it may do then is what that account may do in its own calendars.
 */
export class CalendarOperator extends ComponentResource {
  readonly clientId: Output<string>;
  readonly servicePrincipal: ServicePrincipal;

  constructor(options: ComponentResourceOptions) {
    super("nhsmail:tenant:CalendarOperator", "calendar-operator", {}, options);
    const { application, servicePrincipal } = declareApplication(
      "calendar-operator",
      {
        displayName: "Bookings calendar operator",
        description:
          "Service accounts of organisations sign in with it to make, change and delete their calendars.",
        // A person's browser comes back to the machine it runs on. No flow that takes a password or a typed code.
        publicClient: { redirectUris: ["http://localhost"] },
        fallbackPublicClientEnabled: false,
        requiredResourceAccesses: [
          {
            resourceAppId: microsoftIds.graph,
            resourceAccesses: Object.values(microsoftIds.delegatedPermissions).map((id) => ({
              id,
              type: "Scope",
            })),
          },
        ],
      },
      // Every service account's sign-in is bound to this application: made again, all would have to sign in again.
      { parent: this, protect: true },
    );
    this.clientId = application.clientId;
    this.servicePrincipal = servicePrincipal;
    this.registerOutputs({ clientId: this.clientId });
  }
}
