import { defineCollection } from "../store/collection";

/** An application registered in the tenant, with its service principal. */
export interface Application {
  readonly clientId: string;
  /** Object id of the service principal. */
  readonly objectId: string;
  readonly name: string;
  /** The secret itself, so that a restarted sandbox can tell it again; it guards nothing but an emulator. */
  readonly clientSecret: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly federatedCredentials: readonly FederatedCredential[];
  /** Which of the sandbox's identities it is: `observer`, `directoryOperator`, `directoryOperator:leeds`, `calendarOperator:leeds`. */
  readonly purpose: string;
}

/** Trust in a token of another issuer. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** The tenant's applications. */
export const applications = defineCollection<Application>({
  name: "applications",
  key: (application) => application.clientId,
  indexes: { purpose: (application) => [application.purpose] },
});
