import { exitCode } from "../../problem/exit-code";
import { problem } from "../../problem/problem";
import { redact } from "../../problem/redact";
import { VisibleError } from "../../problem/visible-error";
import type { GraphEnvironment } from "../environment";
import type { TokenSource } from "../http/token-source";
import { acquireToken } from "./acquire-token";
import { cachingTokenSource } from "./caching-token-source";
import type { Identity } from "./identities";

/** Tokens of an identity; a sign-in that fails is a refusal in words, without what was sent. */
export function tokenSourceOf(
  identity: Identity,
  environment: GraphEnvironment,
  name: string,
  organisation = "",
): TokenSource {
  const acquire = acquireToken(identity, environment, organisation);
  return cachingTokenSource(async () => {
    try {
      return await acquire();
    } catch (error) {
      const why = redact(error instanceof Error ? error.message : String(error));
      throw VisibleError.of(problem("sign-in-failed", { identity: name, why }), {
        exitCode: exitCode.notPermitted,
      });
    }
  });
}
