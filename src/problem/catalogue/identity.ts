import type { Catalogue } from "./catalogue";

/** Problems of the area “identity”. */
export const identityProblems = {
  "identities-not-named": {
    outcome: "sign-in",
    sentence: () => "No identities file is set, so Microsoft Graph cannot be used.",
    advice: () =>
      [
        "For the sandbox, start it in this folder: bookings sandbox start --detach",
        'For plain Pulumi, also run in this shell: eval "$(bookings env)"',
        "For a tenant, set BOOKINGS_IDENTITIES to the path of the file; docs/identities.md says what goes into it.",
      ].join("\n"),
  },
  "identities-readable-by-others": {
    outcome: "sign-in",
    sentence: (a: { file: string }) =>
      `The identities file ${a.file} holds secrets, and other users of this machine can read it.`,
    advice: (a: { file: string }) => `Run: chmod 600 ${a.file}`,
  },
  "identities-unusable": {
    outcome: "sign-in",
    sentence: (a: { file: string; why: string }) => `The identities file ${a.file} cannot be used: ${a.why}.`,
    advice: () =>
      "Write it again as docs/identities.md describes. For the sandbox, “bookings sandbox start” writes it.",
  },
  "identity-missing": {
    outcome: "sign-in",
    sentence: (a: { identity: string }) => `The identities file has no ${a.identity}, which this needs.`,
    advice: () =>
      "Add it to the file that BOOKINGS_IDENTITIES names (docs/identities.md). The observer reads everything; an organisation's calendars are written by its calendar operator only, its user policies by its directory operator only.",
  },
  "sign-in-failed": {
    outcome: "sign-in",
    sentence: (a: { identity: string; why: string; mayPass?: boolean }) =>
      `Signing in as ${a.identity} failed: ${a.why}.`,
    advice: ({ mayPass, stopped }: { mayPass?: boolean; stopped?: "the sandbox" }) => {
      if (stopped === "the sandbox")
        return "The sandbox is stopped. Start it in its folder: bookings sandbox start --detach";
      return mayPass
        ? "Run the same command again in a few minutes. If it fails again, check the network and BOOKINGS_AUTHORITY_HOST."
        : "Look at BOOKINGS_TENANT_ID and BOOKINGS_AUTHORITY_HOST first, then whether the secret or refresh token has expired.";
    },
  },
  "sign-in-by-secret": {
    outcome: "sign-in",
    sentence: (a: { identity: string; where: string }) =>
      `${a.identity} has a client secret, which is for the sandbox only, and ${a.where} is not a sandbox. Nothing was sent.`,
    advice: () =>
      "Use a pipeline's own token (kind “federated”) or a managed identity. Where a secret cannot be avoided, write “outsideSandbox”: true beside it.",
  },
  "sign-in-other-account": {
    outcome: "sign-in",
    sentence: (a: { organisation: string; account: string; operator: string }) =>
      `You signed in as ${a.account}, but the calendar operator of ${a.organisation} is ${a.operator}. Nothing was kept.`,
    advice: () =>
      "Open the address in a private window and sign in as the service account, or correct “operator” in the organisation's spec.",
  },
  "sign-in-other-tenant": {
    outcome: "sign-in",
    sentence: (a: { got: string; specs: string }) =>
      `You signed in to the tenant ${a.got}, but the specs are for the tenant ${a.specs}. Nothing was kept.`,
    advice: () =>
      "Correct BOOKINGS_TENANT_ID or “tenantId” in specs/tenant.yaml: both must be the id of your tenant.",
  },
  "sign-in-too-little": {
    outcome: "sign-in",
    sentence: (a: { account: string; lacks: string }) =>
      `${a.account} signed in, but without ${a.lacks}. Nothing was kept.`,
    advice: () =>
      "An administrator has to consent to it for this account, by running the tenant stack: docs/tenant.md.",
  },
  "sign-in-no-operator": {
    outcome: "sign-in",
    sentence: (a: { organisation: string }) =>
      `The spec of ${a.organisation} names no operator, so no account can sign in for it.`,
    advice: () => "Write “operator” with the address of its service account into its organisation.yaml.",
  },
  "sign-in-no-client": {
    outcome: "sign-in",
    sentence: (a: { organisation: string }) =>
      `No application is known through which the operator of ${a.organisation} signs in.`,
    advice: () =>
      "Add --client-id with the id of “Bookings calendar operator”, which the tenant stack prints (“pulumi stack output”).",
  },
  "sign-in-not-kept": {
    outcome: "sign-in",
    sentence: (a: { file: string; why: string }) =>
      `The sign-in worked, but its token could not be written to ${a.file}: ${a.why}.`,
    advice: () => "Set BOOKINGS_IDENTITIES to a file that this account may write, and sign in again.",
  },
  "sign-in-given-up": {
    outcome: "sign-in",
    sentence: (a: { minutes: number }) => `No one signed in within ${a.minutes} minutes.`,
    advice: () => "Run the command again, and open the address in a browser on this machine.",
  },
  "clock-off": {
    outcome: "refused",
    sentence: (a: { minutes: number; way: string; host: string }) =>
      `This machine's clock is ${a.minutes} minutes ${a.way} that of ${a.host}. What depends on the time would be wrong: nothing was changed.`,
    advice: () =>
      "Set this machine's clock from the network (on Linux: timedatectl set-ntp true), then run again.",
  },
} as const satisfies Catalogue;
