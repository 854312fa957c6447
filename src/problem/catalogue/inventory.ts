import { type Catalogue, restoring } from "./catalogue";

/** Problems of the area “inventory”: what the specs no longer say about calendars that an earlier run recorded. */
export const inventoryProblems = {
  "calendar-spec-vanished": {
    outcome: "refused",
    scope: "calendar",
    sentence: (a: { address: string; file: string }) =>
      `The spec of ${a.address} is missing, but the calendar is still recorded. A missing spec never deletes a calendar.`,
    advice: (a: { file: string }) =>
      `Bring its last committed version back: ${restoring(a.file)}\nTo delete the calendar, keep the file and write “status: deleted” with a “deletion” section in it.`,
  },
  "inventory-unreadable": {
    outcome: "unreadable",
    sentence: () =>
      "The state lists the last run's calendars and policies in a form that this version cannot read. Nothing was changed.",
    advice: () =>
      "A newer version wrote it, or someone edited it. Use the newest version of bookings, or restore the state from its backup.",
  },
  "organisation-vanished": {
    outcome: "refused",
    sentence: ({ folder }: { folder: string }) =>
      `The folder specs/${folder} is missing or is a link, but runs have worked on that organisation. A missing folder never deletes anything.`,
    advice: ({ folder }: { folder: string }) =>
      `Bring its last committed version back: ${restoring(`specs/${folder}`)}\nTo retire the organisation, keep its folder and write “status: deleted” with a “deletion” section in its organisation.yaml.`,
  },
  "stack-without-specs": {
    outcome: "refused",
    sentence: ({ stack }: { stack: string }) =>
      `The stack “${stack}” has no specs: there is no folder specs/${stack}, and no run has worked on it.`,
    advice: () =>
      "A stack has the name of its organisation's folder below specs/. To see all stacks: bookings list",
  },
  "organisation-still-alive": {
    outcome: "refused",
    sentence: (a: { organisation: string; name: string }) =>
      `${a.organisation} cannot be retired: ${a.name} is still in the tenant.`,
    advice: () =>
      "Delete or retire it first, and apply that. If it is in no spec, adopt it or ask its owner to delete it. Then retire the organisation.",
  },
  "organisation-unreadable": {
    outcome: "unreadable",
    sentence: (a: { organisation: string; why: string }) =>
      `Whether anything of ${a.organisation} is left in the tenant could not be read (${a.why}). It was not retired.`,
    advice: () => "Run again when Microsoft Graph answers.",
  },
  "organisation-revived": {
    outcome: "refused",
    sentence: (a: { organisation: string }) =>
      `${a.organisation} was retired. A retired organisation is locked, and its short name is never used again.`,
    advice: () =>
      "Put “status: deleted” and its “deletion” section back, and give the new organisation another short name.",
  },
  "tombstone-vanished": {
    outcome: "refused",
    sentence: (a: { address: string; file: string }) =>
      `The spec of the deleted calendar ${a.address} is missing. It must stay, so that the address is never used again.`,
    advice: (a: { file: string }) => `Bring its last committed version back: ${restoring(a.file)}`,
  },
  "tombstone-revived": {
    outcome: "refused",
    sentence: (a: { address: string }) =>
      `${a.address} has been deleted. A deleted calendar is locked and its address is never used again.`,
    advice: (_a: { address: string }) =>
      "Put “status: deleted” and its “deletion” section back, and give the new calendar another clinic name in a file of its own.",
  },
  "tombstone-edited": {
    outcome: "refused",
    sentence: (a: { address: string; field: string }) =>
      `The spec of the deleted calendar ${a.address} was changed: “${a.field}” is locked, as everything in it is.`,
    advice: (a: { field: string; file: string; old?: string | undefined }) =>
      a.old === undefined
        ? `Put it back as it was: git log -p -- ${a.file} shows it.`
        : `Write again: ${a.field.split(".").at(-1)}: ${JSON.stringify(a.old)}`,
  },
  "deleted-address-reused": {
    outcome: "refused",
    sentence: (a: { address: string; deleted: string }) =>
      `The address ${a.address} belonged to the deleted calendar ${a.deleted}. An address is never used again: patients may still hold it.`,
    advice: () =>
      "Remove this spec. For a calendar like it, write a new spec with another clinic name, and ask whoever created the one in the tenant to delete it.",
  },
  "calendar-identity-changed": {
    outcome: "refused",
    sentence: (a: { address: string; from: string; to: string; field: string }) =>
      `The ${a.field} of ${a.address} was changed from “${a.from}” to “${a.to}”. It is part of the calendar's address and can never change.`,
    advice: (a: { field: string; from: string }) =>
      `Write “${a.from}” again. For a new ${a.field}, make a new calendar in a new file and delete this one when its patients have moved.`,
  },
  "tenant-changed": {
    outcome: "refused",
    sentence: (a: { recorded: string; specs: string }) =>
      `These specs are for the tenant ${a.specs}, but the last run worked on the tenant ${a.recorded}.`,
    advice: (_a: { recorded: string }) =>
      "Put the tenant id back, or use a state of its own for the other tenant (another PULUMI_BACKEND_URL).",
  },
  "tenant-of-environment-differs": {
    outcome: "refused",
    sentence: (a: { environment: string; specs: string }) =>
      `You are about to sign in to the tenant ${a.environment}, but the specs are for the tenant ${a.specs}.`,
    advice: (_a: { environment: string }) =>
      "Check BOOKINGS_TENANT_ID. A sandbox that was reset is a new tenant: write its id in specs/tenant.yaml and start with an empty state.",
  },
  "vanished-calendar-never-made": {
    severity: "advice",
    sentence: (a: { address: string }) =>
      `The spec of ${a.address} is missing; the calendar was never created, so there is nothing to delete.`,
  },
} as const satisfies Catalogue;
