/** A client with a secret, as the sandbox gives it out. */
interface SecretIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A delegated account with a refresh token, as the sandbox gives it out. */
interface OperatorIdentity {
  readonly clientId: string;
  readonly refreshToken: string;
  readonly address: string;
}

/** What a started sandbox tells: the one line of `bookings sandbox start --json`. */
export interface SandboxLine {
  /** The emulated Graph, `https://127.0.0.1:N/v1.0`. */
  readonly url: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly caFile: string;
  readonly adminUrl: string;
  readonly adminToken: string;
  readonly identities: {
    readonly observer: SecretIdentity;
    readonly directoryOperator: SecretIdentity;
    /** Those confined to one organisation. A sandbox that was started by an earlier version tells none. */
    readonly directoryOperators?: Readonly<Record<string, SecretIdentity>>;
    readonly calendarOperators: Readonly<Record<string, OperatorIdentity>>;
  };
}

/** Picks the line's fields out of whatever else an object has, such as its methods. */
export function sandboxLine(started: SandboxLine): SandboxLine {
  const { url, authority, tenantId, caFile, adminUrl, adminToken, identities } = started;
  return { url, authority, tenantId, caFile, adminUrl, adminToken, identities };
}
