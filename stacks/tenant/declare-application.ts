import {
  Application,
  type ApplicationArgs,
  ApplicationFederatedIdentityCredential,
  AppRoleAssignment,
  ServicePrincipal,
} from "@pulumi/azuread";
import type { Input, Resource } from "@pulumi/pulumi";
import { microsoftIds } from "./microsoft-ids";

/** An application and what stands for it in the tenant, which is what rights are given to. */
export interface DeclaredApplication {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
}

/** Tokens of another issuer that Entra ID takes for a sign-in, each claim compared exactly. */
export interface FederatedCredential {
  /** The last part of its name in Pulumi, and its name in the portal: frozen. */
  readonly name: "github" | "azure-devops";
  readonly issuer: string;
  readonly subject: string;
  readonly description: string;
}

/**
 * Registers an application of this tenant alone, without secrets and without owners: an owner could add a secret and so
 * become the application.
 */
export function declareApplication(
  name: string,
  args: ApplicationArgs & { readonly displayName: string; readonly description: string },
  options: { readonly parent: Resource; readonly protect?: boolean },
): DeclaredApplication {
  const application = new Application(
    name,
    { ...args, signInAudience: "AzureADMyOrg", preventDuplicateNames: true },
    options,
  );
  const servicePrincipal = new ServicePrincipal(
    name,
    // no one gets a token for it who was not given access to it by name
    { clientId: application.clientId, appRoleAssignmentRequired: true, description: args.description },
    options,
  );
  return { application, servicePrincipal };
}

/** What a token must be made out for before Entra ID takes it for a sign-in; the same for every issuer. */
const AUDIENCE = "api://AzureADTokenExchange";

/** Registers an application that jobs sign in as, with its permissions in Microsoft Graph by name. */
export function declareForJobs(
  name: string,
  args: { readonly displayName: string; readonly description: string },
  permissions: Readonly<Record<string, string>>,
  credentials: readonly FederatedCredential[],
  graphObjectId: Input<string>,
  parent: Resource,
): DeclaredApplication {
  const resourceAccesses = Object.values(permissions).map((id) => ({ id, type: "Role" }));
  const requiredResourceAccesses = [{ resourceAppId: microsoftIds.graph, resourceAccesses }];
  const declared = declareApplication(name, { ...args, requiredResourceAccesses }, { parent });
  for (const { name: credential, ...claims } of credentials) {
    new ApplicationFederatedIdentityCredential(
      `${name}-${credential}`,
      {
        ...claims,
        applicationId: declared.application.id,
        displayName: credential,
        audiences: [AUDIENCE],
      },
      { parent },
    );
  }
  const principalObjectId = declared.servicePrincipal.objectId;
  for (const [permission, appRoleId] of Object.entries(permissions)) {
    new AppRoleAssignment(
      `${name}-${permission}`,
      { appRoleId, principalObjectId, resourceObjectId: graphObjectId },
      { parent },
    );
  }
  return declared;
}
