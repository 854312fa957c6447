import type { FederatedCredential } from "./federated-credential";
import { microsoftIds } from "./microsoft-ids";

/**
 * Trust in the jobs that use one Azure DevOps service connection. The issuer is Entra ID, which replaces Azure DevOps'
 * own (retired on 1 July 2027); the subject is made of ids alone.
 */
export function azureDevOpsCredential(
  tenantId: string,
  organisationId: string,
  serviceConnection: string,
): FederatedCredential {
  const prefix = `/eid1/c/pub/t/${shortened(tenantId)}/a/${shortened(microsoftIds.azureDevOps)}`;
  return {
    name: "azure-devops",
    issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    subject: `${prefix}/sc/${organisationId}/${serviceConnection}`,
    description: `Jobs that use the Azure DevOps service connection ${serviceConnection}`,
  };
}

/** A GUID as Entra ID writes it in subjects: its bytes in Microsoft's order, the first three groups reversed. */
function shortened(guid: string): string {
  const bytes = Buffer.from(guid.replaceAll("-", ""), "hex");
  const reversed = [bytes.subarray(0, 4), bytes.subarray(4, 6), bytes.subarray(6, 8)].map((group) =>
    Buffer.from(group).reverse(),
  );
  return Buffer.concat([...reversed, bytes.subarray(8)]).toString("base64url");
}
