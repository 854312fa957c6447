/** Where access tokens for Graph come from. Implementations cache. */
export interface TokenSource {
  /** A token that is valid now; `renew` when Graph has refused the one it gave. */
  accessToken(options?: { renew?: boolean; signal?: AbortSignal }): Promise<string>;
}
