/** Tokens of another issuer that Entra ID takes for a sign-in, each claim compared exactly. */
export interface FederatedCredential {
  /** The last part of its name in Pulumi, and its name in the portal: frozen. */
  readonly name: "github" | "azure-devops";
  readonly issuer: string;
  readonly subject: string;
  readonly description: string;
}
