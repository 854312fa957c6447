import type { Catalogue } from "./catalogue";

/** Problems of the area “identity”. */
export const identityProblems = {
  "identities-not-named": {
    severity: "error",
    sentence: () => "No identities file is named, so nothing can be read from or written to Microsoft Graph.",
    advice: () =>
      "Set BOOKINGS_IDENTITIES to the path of the file; for the sandbox, `bookings env` prints it. The README says what goes into it.",
  },
  "identities-readable-by-others": {
    severity: "error",
    sentence: (a: { file: string }) =>
      `The identities file ${a.file} holds secrets, and other users of this machine may read it.`,
    advice: (a: { file: string }) => `Run: chmod 600 ${a.file}`,
  },
  "identities-unusable": {
    severity: "error",
    sentence: (a: { file: string; why: string }) => `The identities file ${a.file} cannot be used: ${a.why}.`,
    advice: () =>
      "Write it anew as the README describes; for the sandbox, `bookings sandbox start` writes it.",
  },
  "identity-missing": {
    severity: "error",
    sentence: (a: { identity: string }) => `The identities file has no ${a.identity}, which this needs.`,
    advice: () =>
      "A calendar is made, changed and deleted by its own organisation's calendar operator, a user policy by its directory operator; everything is read by the observer. Add the missing one to the file that BOOKINGS_IDENTITIES names.",
  },
  "sign-in-failed": {
    severity: "error",
    sentence: (a: { identity: string; why: string }) => `Signing in as ${a.identity} failed: ${a.why}.`,
    advice: () =>
      "Look at BOOKINGS_TENANT_ID and BOOKINGS_AUTHORITY_HOST first, then whether the secret or refresh token has ended.",
  },
} as const satisfies Catalogue;
