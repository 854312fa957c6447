import { exitCode } from "../../problem/exit-code";
import { problem } from "../../problem/problem";
import { redact } from "../../problem/redact";
import { VisibleError } from "../../problem/visible-error";
import type { GraphEnvironment } from "../environment";
import type { TokenSource } from "../http/token-source";
import { acquireToken } from "./acquire-token";
import { NoAnswer, type SignInSettings } from "./authority-network";
import { cachingTokenSource } from "./caching-token-source";
import type { Identity } from "./identities";

/**
 * Tokens of an identity; a sign-in that fails is a refusal in words, without what was sent. Patience with an authority that
 * does not answer is spent once: what is asked after that is tried once each, until it answers again.
 */
export function tokenSourceOf(
  identity: Identity,
  environment: GraphEnvironment,
  name: string,
  organisation = "",
  settings: Omit<SignInSettings, "signal"> = {},
): TokenSource {
  const acquire = acquireToken(identity, environment, organisation);
  let isSpent = false;
  return cachingTokenSource(async (signal) => {
    try {
      const token = await acquire({
        ...settings,
        ...(signal && { signal }),
        ...(isSpent && { budgetMs: 0 }),
      });
      isSpent = false;
      return token;
    } catch (error) {
      isSpent = error instanceof NoAnswer;
      const why = redact(error instanceof Error ? error.message : String(error));
      throw VisibleError.of(
        problem("sign-in-failed", { identity: name, why, ...(isSpent && { mayPass: true }) }),
        {
          exitCode: exitCode.notPermitted,
        },
      );
    }
  });
}
