import { transliterate } from "./transliterate";

/**
 * The longest local part. RFC 5321 §4.5.3.1.1 allows 64 octets; Exchange aliases and user names in Entra ID end there
 * as well. A longer one is refused, never shortened.
 */
export const LONGEST_LOCAL_PART = 64;

/**
 * One part of a computed name, by the frozen rule of docs/rules/naming.md: plain letters; `&` reads as “and”;
 * apostrophes vanish; whatever else is not a letter or digit parts words; each word begins with a capital, the rest
 * of it stays as written; words are joined.
 */
export function namePart(text: string): string {
  return transliterate(text)
    .replace(/['\u2018\u2019]/g, "")
    .replaceAll("&", " And ")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The local part of a calendar's address, which is its display name too: `LeedsCardiologyHeartFailure`. */
export function localPart(shortName: string, serviceArea: string, clinicName: string): string {
  return shortName + namePart(serviceArea) + namePart(clinicName);
}
