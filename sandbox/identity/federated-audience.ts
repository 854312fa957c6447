/** Audience of the tokens that workloads present to Entra ID. */
export const federatedAudience = "api://AzureADTokenExchange";

/** Stands in stored credentials for the sandbox's own issuer, whose address changes with the port. */
export const ownIssuer = "sandbox";
