import type { Identities } from "../identity/identities";
import type { IdentityContext } from "../identity/identity-page";
import type { TokenVerifier } from "../identity/token-issuer";
import type { Seed } from "../seed/seed";
import type { GraphService, ServedWorld } from "./serve";

/** The file that asks for a calendar. */
export interface SpecOfCalendar {
  /** From the root of the specs. */
  readonly path: string;
  readonly text: string;
  /** An address that opens it in an editor. */
  readonly editor: string;
}

/** A running sandbox, as its admin endpoint and its page see it. */
export interface Runtime {
  readonly world: ServedWorld;
  readonly graph: GraphService;
  readonly identity: IdentityContext;
  readonly verifier: TokenVerifier;
  readonly adminToken: string;
  /** What the forms of the page carry; made again at each start, and never told elsewhere. */
  readonly pageToken: string;
  specOf(address: string): SpecOfCalendar | undefined;
  /** Empties the tenant, gives it a new id and the seed again. */
  reset(seed?: Seed): Identities;
}
