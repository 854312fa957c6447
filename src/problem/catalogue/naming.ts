import { type Catalogue, didYouMean } from "./catalogue";

interface Odd {
  readonly looksLike?: string | undefined;
  readonly script?: string | undefined;
}

const described = ({ character, codePoint, script }: Odd & { character: string; codePoint: string }) =>
  `${codePoint} “${character}”${script === undefined ? "" : ` (${script})`}`;
const mistaken = ({ looksLike }: Odd) =>
  looksLike === undefined ? undefined : `It looks like the plain “${looksLike}”: type that instead.`;

/** Problems of names and addresses. */
export const namingProblems = {
  "name-has-odd-character": {
    outcome: "invalid",
    sentence: (a: Odd & { field: string; character: string; codePoint: string }) =>
      `“${a.field}” holds a character that names cannot have: ${described(a)}.`,
    advice: (a: Odd) =>
      mistaken(a) ??
      "Use Latin letters, digits, spaces and the signs ' & . , / ( ) + : - only. The address is made of them.",
  },
  "name-not-composed": {
    outcome: "invalid",
    sentence: ({ field, codePoint }: { field: string; codePoint: string }) =>
      `“${field}” holds an accent as a character of its own: ${codePoint}.`,
    advice: ({ composed }: { composed: string }) =>
      `Copy this in its place: “${composed}”. It looks the same, but its accents are part of the letters.`,
  },
  "name-empty": {
    outcome: "invalid",
    sentence: ({ field }: { field: string }) =>
      `“${field}” holds no letter or digit, so the address would be empty.`,
    advice: () => "Write a name with at least one letter or digit.",
  },
  "name-has-edge-space": {
    outcome: "invalid",
    sentence: ({ field }: { field: string }) =>
      `“${field}” begins or ends with a space, or has two together.`,
    advice: () => "Remove them: two different names could look alike.",
  },
  "address-too-long": {
    outcome: "invalid",
    sentence: ({ name, length, limit }: { name: string; length: number; limit: number }) =>
      `The computed name “${name}” has ${length} characters; an address may have ${limit} before the “@”.`,
    advice: ({ over }: { over: number }) =>
      `Write its parts ${over === 1 ? "one character" : `${over} characters`} shorter in all. Names are never shortened automatically: two of them could become the same.`,
  },
  "address-has-odd-character": {
    outcome: "invalid",
    sentence: (a: Odd & { character: string; codePoint: string }) =>
      `This address holds a character that no NHSmail address has: ${described(a)}.`,
    advice: (a: Odd) => mistaken(a) ?? "Copy the address from the directory or type it again.",
  },
  "not-an-address": {
    outcome: "invalid",
    sentence: ({ text }: { text: string }) =>
      text === "" ? "An address is missing here." : `“${text}” is not an e-mail address.`,
    advice: ({ domain }: { domain: string }) =>
      `Write the address as in the directory, such as amy.shah@${domain}`,
  },
  "address-of-guest": {
    outcome: "invalid",
    sentence: ({ text }: { text: string }) => `“${text}” is a guest's address; guests cannot use a calendar.`,
    advice: ({ domain }: { domain: string }) =>
      `Only NHSmail accounts can be picked (guide, section 3). Write the person's address that ends in @${domain}.`,
  },
  "address-of-other-domain": {
    outcome: "invalid",
    sentence: ({ text, domain }: { text: string; domain: string }) =>
      `“${text}” is not an address of ${domain}.`,
    advice: ({ meant, domain }: { meant?: string | undefined; domain: string }) =>
      didYouMean(meant) ??
      `Only NHSmail accounts can be picked (guide, section 3). Write the person's address that ends in @${domain}.`,
  },
} as const satisfies Catalogue;
