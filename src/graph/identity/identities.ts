/** How one identity proves itself. */
export type Identity =
  | {
      readonly kind: "secret";
      readonly clientId: string;
      readonly clientSecret: string;
      /** Leave to use the secret elsewhere than in a sandbox on this machine. */
      readonly outsideSandbox?: boolean;
    }
  | { readonly kind: "federated"; readonly clientId: string; readonly tokenFile: string }
  | {
      /** By a fresh token of the pipeline that this runs in. */
      readonly kind: "pipeline";
      readonly clientId: string;
      /** Azure DevOps only: the id of the service connection. */
      readonly serviceConnection?: string;
    }
  | {
      readonly kind: "refresh-token";
      readonly clientId: string;
      readonly refreshToken: string;
      readonly address: string;
    }
  | { readonly kind: "managed"; readonly clientId?: string }
  | {
      readonly kind: "interactive";
      readonly clientId: string;
      /** The account that the browser proposes to sign in. */
      readonly address?: string;
    };

/** A calendar operator: an identity, and the account it acts as. */
export type OperatorIdentity = Identity & { readonly address: string };

/** The identities that this machine may use. */
export interface Identities {
  /** Central, app-only, reads. */
  readonly observer?: Identity;
  /** Delegated, an Exchange administrator: deletes calendars, and nothing else. */
  readonly calendarDeleter?: OperatorIdentity;
  /** App-only, groups and licences: the one for every organisation that has none of its own. */
  readonly directoryOperator?: Identity;
  /** App-only, confined to an organisation's administrative unit; by its short name in lower case. */
  readonly directoryOperators: Readonly<Record<string, Identity>>;
  /** Delegated, by the organisation's short name in lower case. */
  readonly calendarOperators: Readonly<Record<string, OperatorIdentity>>;
}
