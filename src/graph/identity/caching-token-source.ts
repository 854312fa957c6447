import type { TokenSource } from "../http/token-source";

/** A token and when it ends. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** A token that ends within this is not used any more. */
const EARLY_MS = 5 * 60_000;

/** Keeps a token until shortly before its end; callers at the same time share one sign-in. */
export function cachingTokenSource(
  acquire: (signal?: AbortSignal) => Promise<AccessToken>,
  now: () => number = Date.now,
): TokenSource {
  let current: AccessToken | undefined;
  let running: Promise<AccessToken> | undefined;
  return {
    async accessToken({ renew = false, signal } = {}) {
      if (!renew && current && current.expiresAt - EARLY_MS > now()) {
        return current.token;
      }
      running ??= acquire(signal).finally(() => {
        running = undefined;
      });
      current = await running;
      return current.token;
    },
  };
}
