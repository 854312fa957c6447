import { printable } from "../problem/printable";

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Capitals after an apostrophe, a hyphen and `mc`, as people write their own names. */
function nameWord(word: string): string {
  return word
    .replace(/\d+$/, "")
    .split(/(?<=['’-])/)
    .map(capitalised)
    .join("")
    .replace(/^Mc(\p{Ll})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

/**
 * A person as people read them: `amy.shah@nhs.net` → `Amy Shah (amy.shah@nhs.net)`.
 * Only a guess from the address, so the address always stands beside it; an address without a dot is no name.
 */
export function personName(address: string): string {
  const local = address.slice(0, Math.max(0, address.indexOf("@")));
  const words = local.split(".").map(nameWord);
  const looksLikeName = words.length > 1 && words.every((word) => /^\p{L}[\p{L}'’-]*$/u.test(word));
  return looksLikeName ? `${words.join(" ")} (${address})` : printable(address);
}
