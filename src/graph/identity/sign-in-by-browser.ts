import { problem } from "../../problem/problem";
import { redact } from "../../problem/redact";
import { VisibleError } from "../../problem/visible-error";
import type { GraphEnvironment } from "../environment";
import { type TokenClaims, tokenClaims } from "../http/token";
import { authorityOf, cachedRefreshToken, GRAPH_SCOPE } from "./authority-network";

/** Who is to sign in, through which application, and how they are told where. */
interface BrowserSignIn {
  /** For messages: `calendarOperators.leeds`. */
  readonly identity: string;
  readonly clientId: string;
  readonly account: string;
  /** Shows the address to open. */
  readonly show: (address: string) => void;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Someone who has signed in, and what lets them do so again without a browser. */
export interface SignedIn {
  readonly claims: TokenClaims;
  readonly refreshToken?: string;
}

const DONE =
  '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Signed in</title><h1>You have signed in</h1><p>You can close this window. The terminal says how it goes on.</p></html>';
const NOT_DONE =
  '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Not signed in</title><h1>The sign-in did not work</h1><p>You can close this window. The terminal says why.</p></html>';

/**
 * A person signs in in a browser on this machine, and the browser comes back to a port of it: authorization code with
 * PKCE. There is no way by typed codes: the tenant's application does not allow it, as codes can be had from people by
 * a telephone call.
 */
export async function signInByBrowser(
  environment: GraphEnvironment,
  wanted: BrowserSignIn,
): Promise<SignedIn> {
  const { PublicClientApplication } = await import("@azure/msal-node");
  const app = new PublicClientApplication({
    auth: { clientId: wanted.clientId, ...authorityOf(environment) },
  });
  const acquired = app.acquireTokenInteractive({
    scopes: [GRAPH_SCOPE],
    loginHint: wanted.account,
    // else the browser may take the administrator who sits there
    prompt: "login",
    openBrowser: async (address) => wanted.show(address),
    successTemplate: DONE,
    errorTemplate: NOT_DONE,
  });
  try {
    const { accessToken } = await Promise.race([acquired, givenUp(wanted)]);
    const refreshToken = cachedRefreshToken(app.getTokenCache().serialize());
    return { claims: tokenClaims(accessToken), ...(refreshToken && { refreshToken }) };
  } catch (error) {
    if (error instanceof VisibleError || wanted.signal.aborted) throw error;
    const why = redact(error instanceof Error ? error.message : String(error));
    throw VisibleError.of(problem("sign-in-failed", { identity: wanted.identity, why }));
  }
}

/** The library waits for ever; the port that it listens on ends with this process. */
function givenUp({ patienceMs, signal }: BrowserSignIn): Promise<never> {
  return new Promise((_resolve, reject) => {
    const minutes = Math.max(1, Math.round(patienceMs / 60_000));
    const late = VisibleError.of(problem("sign-in-given-up", { minutes }));
    // a timer counts to some 24 days and takes more for nothing
    setTimeout(() => reject(late), Math.min(patienceMs, 2 ** 31 - 1)).unref();
    signal.addEventListener("abort", () => reject(new Error("interrupted")), { once: true });
  });
}
