/** A refusal of the token endpoint, in the words of Entra ID. */
export class EntraError extends Error {
  constructor(
    /** Word of OAuth 2: `invalid_grant`. */
    readonly error: string,
    /** Number in AADSTS…. */
    readonly code: number,
    message: string,
    readonly status = 400,
  ) {
    super(`AADSTS${code}: ${message}`);
  }
}
