/** A running sandbox, as far as Pulumi and the command line must know of it. */
export interface SandboxFacts {
  /** The emulated Graph, `…/v1.0`. */
  readonly url: string;
  /** The emulated sign-in host. */
  readonly authority: string;
  readonly tenantId: string;
  /** The certificate of the sandbox's own authority. */
  readonly caFile: string;
  /** The file with the sandbox's identities (0600). */
  readonly identitiesFile: string;
}

/** The variables under which everything talks to a sandbox instead of to Microsoft. */
export function sandboxVariables(sandbox: SandboxFacts): Record<string, string> {
  return {
    BOOKINGS_GRAPH_URL: sandbox.url,
    BOOKINGS_AUTHORITY_HOST: sandbox.authority,
    BOOKINGS_TENANT_ID: sandbox.tenantId,
    BOOKINGS_IDENTITIES: sandbox.identitiesFile,
    // Read by Node when it starts: it cannot be set from within a running process.
    NODE_EXTRA_CA_CERTS: sandbox.caFile,
  };
}
