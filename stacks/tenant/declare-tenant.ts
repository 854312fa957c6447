import { getServicePrincipalOutput, Provider } from "@pulumi/azuread";
import type { Output } from "@pulumi/pulumi";
import type { Estate } from "../../src/model/estate";
import { CalendarOperator } from "./calendar-operator";
import { federatedCredentials } from "./federated-credentials";
import { microsoftIds } from "./microsoft-ids";
import { Observer } from "./observer";
import { OrganisationAccess } from "./organisation-access";

/** Ids for those who set pipelines up. None is a secret. */
export interface TenantOutputs {
  readonly tenantId: string;
  readonly observer?: { readonly clientId: Output<string> };
  readonly calendarOperator: { readonly clientId: Output<string> };
  /** By stack name. */
  readonly organisations: Readonly<
    Record<
      string,
      {
        readonly administrativeUnitId: Output<string>;
        readonly directoryOperator?: { readonly clientId: Output<string> };
      }
    >
  >;
}

/** Registers all identities of the estate with their rights. */
export function declareTenant({ tenant, organisations }: Estate): TenantOutputs {
  // Whoever is signed in: what is made is made in this tenant or not at all.
  const provider = new Provider("tenant", { tenantId: tenant.tenantId });
  const options = { provider };
  // Looked up and never managed: it is Microsoft's.
  const graphObjectId = getServicePrincipalOutput({ clientId: microsoftIds.graph }, options).objectId;
  const trusted = federatedCredentials(tenant, tenant.observer);
  const observer = trusted.length > 0 ? new Observer(tenant, trusted, graphObjectId, options) : undefined;
  const shared = { calendarOperator: new CalendarOperator(options), graphObjectId };
  const access = organisations.map(({ organisation }) => {
    const credentials = federatedCredentials(tenant, organisation.pipelines);
    const declared = new OrganisationAccess(organisation, credentials, shared, options);
    return [organisation.stack, outputsOf(declared)] as const;
  });
  return {
    tenantId: tenant.tenantId,
    ...(observer && { observer: { clientId: observer.clientId } }),
    calendarOperator: { clientId: shared.calendarOperator.clientId },
    organisations: Object.fromEntries(access),
  };
}

function outputsOf({ administrativeUnitId, directoryOperatorClientId: clientId }: OrganisationAccess) {
  return { administrativeUnitId, ...(clientId && { directoryOperator: { clientId } }) };
}
