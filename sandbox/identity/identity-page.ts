import type { IdentityAnswer } from "./identity-answer";
import type { IdentityContext } from "./identity-context";

/** A request to the identity side. */
export interface IdentityRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
  /** `X-IDENTITY-HEADER`: a machine asks for the token of its managed identity. */
  readonly identityHeader: string | undefined;
}

/** A page of the identity side; paths are relative to the tenant. */
export type IdentityPage = (
  context: IdentityContext,
  request: IdentityRequest,
) => IdentityAnswer | Promise<IdentityAnswer>;
