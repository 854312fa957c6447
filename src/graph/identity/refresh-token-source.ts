import { readFileSync } from "node:fs";
import { withFileLock } from "../../files/file-lock";
import { writeFileAtomically } from "../../files/write-file-atomically";
import { isRecord } from "../is-record";
import type { AccessToken } from "./caching-token-source";

/** Exchanges a refresh token for an access token and, where the authority rotates, a new refresh token. */
export type Redeem = (refreshToken: string) => Promise<AccessToken & { refreshToken?: string }>;

/**
 * Gets access tokens by the refresh token in the identities file. A rotated token is written back before the access token
 * is used; several processes take turns, and each reads what the one before it wrote.
 */
export function redeemFromFile(file: string, organisation: string, redeem: Redeem): Promise<AccessToken> {
  return withFileLock(file, async () => {
    const stored = storedToken(file, organisation);
    const { refreshToken, ...token } = await redeem(stored);
    if (refreshToken && refreshToken !== stored) {
      store(file, organisation, refreshToken);
    }
    return token;
  });
}

function storedToken(file: string, organisation: string): string {
  const token = operatorEntry(read(file), organisation)["refreshToken"];
  if (typeof token !== "string") {
    throw new Error(`no refresh token of ${organisation} in the identities file`);
  }
  return token;
}

/** Everything else in the file stays as it is, also what another process has changed meanwhile. */
function store(file: string, organisation: string, refreshToken: string): void {
  const content = read(file);
  operatorEntry(content, organisation)["refreshToken"] = refreshToken;
  writeFileAtomically(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

function operatorEntry(content: unknown, organisation: string): Record<string, unknown> {
  const operators = isRecord(content) ? content["calendarOperators"] : undefined;
  const entry = Object.entries(isRecord(operators) ? operators : {}).find(
    ([name]) => name.toLowerCase() === organisation,
  )?.[1];
  if (!isRecord(entry)) {
    throw new Error(`no calendar operator of ${organisation} in the identities file`);
  }
  return entry;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
