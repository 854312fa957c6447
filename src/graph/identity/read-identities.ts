import { readFileSync, statSync } from "node:fs";
import { hideSecret } from "../../problem/hide-tokens";
import { problem } from "../../problem/problem";
import { systemWords } from "../../problem/system-words";
import { VisibleError } from "../../problem/visible-error";
import { isRecord } from "../wire";
import { checkedIdentities, identityFaults } from "./check-identities";
import type { Identities } from "./identities";

/** Reads the identities file: it must be the owner's alone, and each entry complete. */
export function readIdentities(file: string): Identities {
  const value = parsedFile(file);
  const identities = checkedIdentities(value);
  if (!identities) throw refusal(file, identityFaults(value).join("; "));
  for (const secret of secretsIn(value)) hideSecret(secret);
  return identities;
}

const SECRETS: ReadonlySet<string> = new Set(["clientSecret", "refreshToken"]);

function secretsIn(value: unknown): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && SECRETS.has(key) ? [inner] : secretsIn(inner),
  );
}

function parsedFile(file: string): unknown {
  try {
    // Windows knows no such modes: there the folder's access list is what counts
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw VisibleError.of(problem("identities-readable-by-others", { file }));
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof VisibleError) throw error;
    // the text of a JSON error quotes the file, and the file holds secrets
    throw refusal(file, error instanceof SyntaxError ? "it is no JSON" : missing(error));
  }
}

function missing(error: unknown): string {
  return systemWords(error) ?? "it cannot be read";
}

function refusal(file: string, why: string): VisibleError {
  return VisibleError.of(problem("identities-unusable", { file, why }));
}
