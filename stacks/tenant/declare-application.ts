import { Application, type ApplicationArgs, ServicePrincipal } from "@pulumi/azuread";
import type { Resource } from "@pulumi/pulumi";

/** An application and what stands for it in the tenant, which is what rights are given to. */
export interface DeclaredApplication {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
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
