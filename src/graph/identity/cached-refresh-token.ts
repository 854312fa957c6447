/** The library tells a refresh token by its serialised cache only. No one else's may be in that cache. */
export function cachedRefreshToken(cache: string): string | undefined {
  const { RefreshToken = {} } = JSON.parse(cache) as { RefreshToken?: Record<string, { secret?: string }> };
  return Object.values(RefreshToken)[0]?.secret;
}
