import type { SignedIn } from "../../graph/identity/sign-in-by-browser";
import { type Problem, problem } from "../../problem/problem";

/** Who should have signed in. */
export interface Wanted {
  readonly organisation: string;
  /** The account that the organisation's spec names, in lower case. */
  readonly operator: string;
  /** The tenant of the specs, in lower case. */
  readonly tenantId: string;
}

/** What a calendar operator must be able to do. */
const NEEDED = "Bookings.Manage.All";

/** Why what somebody signed in as is not to be kept; nothing where it is right. */
export function judgeSignIn({ claims, refreshToken }: SignedIn, wanted: Wanted): Problem | undefined {
  const { organisation, operator, tenantId } = wanted;
  const account = claims.account ?? "(nobody)";
  if (claims.tenantId !== tenantId) {
    return problem("sign-in-other-tenant", { got: claims.tenantId || "(none)", specs: tenantId });
  }
  if (account !== operator) return problem("sign-in-other-account", { organisation, account, operator });
  if (!claims.scopes?.includes(NEEDED)) {
    return problem("sign-in-too-little", { account, lacks: `the permission ${NEEDED}` });
  }
  return refreshToken === undefined
    ? problem("sign-in-too-little", { account, lacks: "a refresh token (offline_access)" })
    : undefined;
}
