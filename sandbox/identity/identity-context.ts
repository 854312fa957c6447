import type { World } from "../world";
import type { SigningKey } from "./signing-key";
import type { TokenIssuer } from "./token-issuer";

/** What grants and identity pages work with. */
export interface IdentityContext {
  readonly world: World;
  readonly issuer: TokenIssuer;
  /** Key of the issuer that workloads can be federated with. */
  readonly federationKey: SigningKey;
}
