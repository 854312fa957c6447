import type { JsonObject } from "../../json";
import type { IdentityContext } from "../identity-context";

/** What a client sent to the token endpoint. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  /** Client id and secret from an Authorization header, where they were sent there. */
  readonly basic: { readonly id: string; readonly secret: string } | undefined;
}

/** One way to get a token; registered by its `grant_type`. */
export type Grant = (context: IdentityContext, request: TokenRequest) => Promise<JsonObject>;
