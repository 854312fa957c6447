import type { Catalogue } from "./catalogue";

const list = (names: readonly string[]): string => names.join(", ");

/** Problems of the area “doctor”: what `bookings doctor` finds, and how to put it right. */
export const doctorProblems = {
  "doctor-node-old": {
    outcome: "failed",
    sentence: (a: { version: string; least: number }) =>
      `Node is ${a.version}, and ${a.least} or newer is needed.`,
    advice: () =>
      "Run “npm ci”, which brings one, and start bin/bookings; or install Node from https://nodejs.org.",
  },
  "doctor-engine-none": {
    outcome: "failed",
    sentence: (a: { because: readonly string[] }) =>
      `Pulumi's engine is not installed, and installing it failed: ${a.because.join("; ")}.`,
    advice: () =>
      "Install Pulumi or Go, or set BOOKINGS_PULUMI to the path of a pulumi that you have. docs/engine.md lists all ways.",
  },
  "doctor-engine-to-come": {
    severity: "warning",
    sentence: (a: { version: string; how: string }) =>
      `Pulumi's engine ${a.version} is not installed yet. It is ${a.how} when it is first needed, which takes minutes.`,
    advice: () =>
      "Run “bookings env” once to install it now, for instance when you build the image of a pipeline.",
  },
  "doctor-unreachable": {
    outcome: "unreadable",
    sentence: (a: { what: string; url: string; why: string }) =>
      `${a.what} cannot be reached at ${a.url}: ${a.why}.`,
    advice: (a: { variable: string }) =>
      `Look at ${a.variable} and at the network: behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1; where the proxy has a certificate of its own, name its authority's file in NODE_EXTRA_CA_CERTS.`,
  },
  "doctor-sandbox-stopped": {
    outcome: "unreadable",
    sentence: (a: { url?: string }) =>
      a.url === undefined
        ? "This folder's sandbox is stopped, and no tenant is named."
        : `The sandbox at ${a.url} is stopped.`,
    advice: () =>
      "Start it in its folder: bookings sandbox start --detach\nFor a tenant, set BOOKINGS_TENANT_ID and BOOKINGS_IDENTITIES.",
  },
  "doctor-tenant-unknown": {
    outcome: "sign-in",
    sentence: (a: { url: string; tenant: string }) => `${a.url} knows no tenant ${a.tenant}.`,
    advice: () => "Correct BOOKINGS_TENANT_ID; Entra ID shows the tenant's id under Overview.",
  },
  "doctor-tenant-unset": {
    outcome: "sign-in",
    sentence: () => "BOOKINGS_TENANT_ID is not set, so signing in is impossible.",
    advice: (a: { specs: string }) =>
      `Set it to the tenant of specs/tenant.yaml: ${a.specs || "there is none yet"}. For the sandbox, start it in this folder.`,
  },
  "doctor-tenant-differs": {
    outcome: "sign-in",
    sentence: (a: { identity: string; got: string; specs: string }) =>
      `${a.identity} signs in to the tenant ${a.got}, but the specs are for the tenant ${a.specs}.`,
    advice: () =>
      "BOOKINGS_TENANT_ID and the identities file must be those of the tenant in specs/tenant.yaml.",
  },
  "doctor-specs-unreadable": {
    outcome: "sign-in",
    sentence: () => "specs/tenant.yaml cannot be used, so it is not known which tenant is meant.",
    advice: () => "Run “bookings validate”: it shows what is wrong.",
  },
  "doctor-clock-wrong": {
    outcome: "failed",
    sentence: (a: { minutes: number; way: string; what: string }) =>
      `This machine's clock is ${a.minutes} minutes ${a.way} that of ${a.what}. Sign-ins are refused, or end too early.`,
    advice: () => "Set this machine's clock from the network (on Linux: timedatectl set-ntp true).",
  },
  "doctor-clock-off": {
    severity: "warning",
    sentence: (a: { seconds: number; way: string; what: string }) =>
      `This machine's clock is ${a.seconds} seconds ${a.way} that of ${a.what}. From five minutes on, sign-ins are refused.`,
    advice: () => "Set this machine's clock from the network (on Linux: timedatectl set-ntp true).",
  },
  "doctor-folder-open": {
    severity: "warning",
    sentence: (a: { folder: string }) =>
      `Other users of this machine can write into ${a.folder}, and so replace the identities file.`,
    advice: (a: { folder: string }) => `Run: chmod go-w ${a.folder}`,
  },
  "doctor-not-renewable": {
    outcome: "sign-in",
    sentence: (a: { file: string; identities: readonly string[] }) =>
      `Refresh tokens are renewed at each sign-in, and ${a.file} cannot be written (${list(a.identities)}).`,
    advice: () => "Put the file where this account may write, into a folder that is kept until the next run.",
  },
  "doctor-token-file": {
    outcome: "sign-in",
    sentence: (a: { identity: string; file: string; why: string }) =>
      `The token of the pipeline for ${a.identity} is not in ${a.file}: ${a.why}.`,
    advice: () =>
      "Have the pipeline's platform write its token there before “bookings” runs; “tokenFile” in the identities file names it.",
  },
  "doctor-no-calendar-operator": {
    severity: "warning",
    sentence: (a: { organisations: readonly string[] }) =>
      `The identities file has no calendar operator for ${list(a.organisations)}: previews work, “bookings up” is refused.`,
    advice: () => "Where changes are to be made from here, run “bookings sign-in” for the organisation.",
  },
  "doctor-no-directory-operator": {
    severity: "warning",
    sentence: (a: { organisations: readonly string[] }) =>
      `The identities file has no directory operator for ${list(a.organisations)}, which have user policies: previews work, “bookings up” is refused where a policy changes.`,
    advice: () =>
      "Where changes are to be made from here, add it under directoryOperators in the identities file; docs/tenant.md says where its id comes from.",
  },
  "doctor-stray-identity": {
    severity: "warning",
    sentence: (a: { identity: string }) =>
      `The identities file has ${a.identity}, but there is no folder of that organisation under specs/.`,
    advice: () =>
      "Remove it from the identities file, or write the short name there as the folder is called.",
  },
  "doctor-wrong-kind": {
    outcome: "sign-in",
    sentence: (a: { identity: string; is: string; needed: string }) =>
      `${a.identity} signs in as ${a.is}, and must be ${a.needed}.`,
    advice: () => "Correct its kind in the identities file; docs/tenant.md lists what each identity is.",
  },
  "doctor-permission-missing": {
    outcome: "sign-in",
    sentence: (a: { identity: string; permissions: readonly string[] }) =>
      `${a.identity} lacks ${list(a.permissions)}.`,
    advice: () =>
      "An administrator approves what docs/tenant.md lists, by running the tenant stack. A token up to an hour old does not have it yet.",
  },
  "doctor-permission-extra": {
    severity: "warning",
    sentence: (a: { identity: string; permissions: readonly string[] }) =>
      `${a.identity} has more permissions than it needs: ${list(a.permissions)}.`,
    advice: () =>
      "Ask an administrator to remove them in Entra ID, under Enterprise applications → Permissions.",
  },
  "doctor-account-differs": {
    outcome: "sign-in",
    sentence: (a: { identity: string; account: string; wanted: string; where: string }) =>
      `${a.identity} signs in as ${a.account}, but ${a.where} names ${a.wanted}.`,
    advice: () => "Sign in again as the right account with “bookings sign-in”, or correct the address.",
  },
  "doctor-unit-missing": {
    outcome: "sign-in",
    sentence: (a: { identity: string; unit: string }) =>
      `${a.identity} sees no administrative unit “${a.unit}”, in which the groups of user policies are made.`,
    advice: () => "An administrator makes it by running the tenant stack: docs/tenant.md.",
  },
  "doctor-role-missing": {
    outcome: "sign-in",
    sentence: (a: { identity: string; roles: readonly string[]; where: string }) =>
      `${a.identity} lacks the role ${list(a.roles)} in ${a.where}.`,
    advice: () => "An administrator gives what docs/tenant.md lists, by running the tenant stack.",
  },
  "doctor-roles-unread": {
    outcome: "unreadable",
    sentence: (a: { identity: string; why: string }) =>
      `The roles of ${a.identity} in the directory could not be read: ${a.why}.`,
    advice: () => "Run “bookings doctor” again when Microsoft Graph answers.",
  },
  "doctor-roles-hidden": {
    severity: "warning",
    sentence: (a: { identity: string }) =>
      `${a.identity} is not allowed to see its own roles, so they could not be checked.`,
    advice: () =>
      "Have an administrator compare them with docs/tenant.md, in Entra ID under Roles and administrators.",
  },
  "doctor-role-extra": {
    severity: "warning",
    sentence: (a: { identity: string; roles: readonly string[] }) =>
      `${a.identity} holds roles that it does not need: ${list(a.roles)}.`,
    advice: () => "Ask an administrator to remove them in Entra ID, under Roles and administrators.",
  },
  "doctor-state-unreachable": {
    outcome: "unreadable",
    sentence: (a: { backend: string; why: string }) => `The state at ${a.backend} cannot be used: ${a.why}.`,
    advice: () =>
      "Look at PULUMI_BACKEND_URL and at what it needs to sign in there, such as AZURE_STORAGE_KEY; on a disk, at who may write to the folder.",
  },
  "doctor-settings-ignored": {
    severity: "warning",
    sentence: (a: { names: readonly string[] }) =>
      `The environment sets options of Pulumi that bookings ignores: ${a.names.join(", ")}.`,
    advice: () => "Unset them: plain pulumi obeys them, and would do something else than bookings does.",
  },
  "doctor-state-locked": {
    severity: "warning",
    sentence: (a: { organisation: string; holder: string; isDead: boolean }) =>
      a.isDead
        ? `The stack of ${a.organisation} is locked by a dead run: ${a.holder}.`
        : `The stack of ${a.organisation} is locked: ${a.holder}.`,
    advice: (a: { organisation: string; isDead: boolean }) =>
      a.isDead
        ? `Run “bookings unlock ${a.organisation}”, then “bookings up ${a.organisation}”.`
        : "Wait for that run to end; “bookings up --wait 10m” does so by itself.",
  },
} as const satisfies Catalogue;
