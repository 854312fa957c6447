import { exitCode } from "../../problem/exit-code";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import type { GraphEnvironment } from "../environment";
import type { Identity } from "./identities";

/**
 * A client secret is for the sandbox: in a real tenant it would be one more thing to steal, where a pipeline's own token
 * leaves nothing behind. Whoever needs one there says so beside it.
 */
export function assertSecretAllowed(
  identity: Identity,
  { graphUrl, authorityHost }: GraphEnvironment,
  name: string,
): void {
  if (identity.kind !== "secret" || identity.outsideSandbox === true) return;
  const elsewhere = [graphUrl, authorityHost].find((url) => !isThisMachine(url));
  if (elsewhere === undefined) return;
  throw VisibleError.of(problem("sign-in-by-secret", { identity: name, where: elsewhere }), {
    exitCode: exitCode.notPermitted,
  });
}

function isThisMachine(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
