import { type Application, ApplicationFederatedIdentityCredential } from "@pulumi/azuread";
import type { Resource } from "@pulumi/pulumi";
import type { FederatedCredential } from "./federated-credential";

/** What a token must be made out for before Entra ID takes it for a sign-in; the same for every issuer. */
const AUDIENCE = "api://AzureADTokenExchange";

/** Lets jobs sign in as an application. */
export function declareCredentials(
  owner: string,
  application: Application,
  credentials: readonly FederatedCredential[],
  parent: Resource,
): void {
  for (const { name, issuer, subject, description } of credentials) {
    new ApplicationFederatedIdentityCredential(
      `${owner}-${name}`,
      {
        applicationId: application.id,
        displayName: name,
        description,
        issuer,
        subject,
        audiences: [AUDIENCE],
      },
      { parent },
    );
  }
}
