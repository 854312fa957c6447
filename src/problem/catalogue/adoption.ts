import type { Catalogue } from "./catalogue";

type Address = { readonly address: string };

const END_EXCEPTION =
  "Correct what it is for and remove it from the spec, or write a later day under “expires” and have that reviewed.";

/** Problems of the area “adoption”: writing specs for what exists in the tenant, and recording it in the state. */
export const adoptionProblems = {
  "adopt-first": {
    outcome: "invalid",
    sentence: ({ address }: Address) =>
      `The spec of ${address} has an “adopted” block, but the state has no record of the calendar.`,
    advice: () => "Run “bookings adopt” for the organisation: only that command writes this block.",
  },
  "adopt-not-there": {
    outcome: "failed",
    sentence: ({ address }: Address) => `${address} is not in the tenant. It was not adopted.`,
    advice: () => "If its spec is right, “bookings up” creates it.",
  },
  "recover-unknown": {
    outcome: "refused",
    sentence: ({ address }: Address) =>
      `${address} is in the tenant, but carries no marker and no journal says that it was made here. It was not recorded.`,
    advice: () =>
      "If the journal was lost too, move the calendar's spec away and take the calendar over as it is: bookings adopt ORGANISATION --calendar ADDRESS",
  },
  "recover-no-spec": {
    outcome: "refused",
    sentence: ({ names }: { names: readonly string[] }) =>
      `The journal says that these were made here, and no spec names them: ${names.join(", ")}. They were not recorded.`,
    advice: () =>
      "Put their specs back from git. To delete one, confirm it in its spec. Then run the same command again.",
  },
  "adopt-held-elsewhere": {
    outcome: "refused",
    sentence: ({ address, marker }: Address & { marker: string }) =>
      `${address} is managed elsewhere: its marker is “${marker}”. It was not adopted.`,
    advice: () =>
      "Its organisation can hand it over: docs/la/hand-over.md. The spec here is then written by hand, with “handover”.",
  },
  "adopt-named-elsewhere": {
    outcome: "refused",
    sentence: ({ address, holder }: Address & { holder: string }) =>
      `${address} is a calendar of ${holder}: a spec of that organisation names it. It was not adopted.`,
    advice: () =>
      "That organisation can hand it over: docs/la/hand-over.md. The spec here is then written by hand, with “handover”.",
  },
  "adopt-left-out": {
    severity: "warning",
    sentence: ({ address, marker }: Address & { marker: string }) =>
      `${address} was left out: it is managed elsewhere (“${marker}”).`,
    advice: () =>
      "If it belongs to this organisation, its present organisation can hand it over: docs/la/hand-over.md",
  },
  "adopt-unreadable": {
    outcome: "unreadable",
    sentence: ({ address, why }: Address & { why: string }) =>
      `${address} cannot be read: ${why}. It was not adopted.`,
    advice: () => "Run the same command again; what was adopted stays adopted.",
  },
  "adopt-list-incomplete": {
    severity: "warning",
    sentence: ({ organisation, why }: { organisation: string; why: string }) =>
      `The calendars of ${organisation} cannot all be listed: ${why}.`,
    advice: () => "There may be more. Name those you know: bookings adopt ORGANISATION --calendar ADDRESS",
  },
  "adopt-perhaps-ours": {
    severity: "warning",
    sentence: ({ address, organisation }: Address & { organisation: string }) =>
      `${address} has admins of ${organisation} and of others. It was not adopted.`,
    advice: ({ address, organisation }: Address & { organisation: string }) =>
      `If it is ${organisation}'s: bookings adopt ${organisation.toLowerCase()} --calendar ${address}`,
  },
  "adopt-none-found": {
    outcome: "failed",
    sentence: ({ organisation }: { organisation: string }) =>
      `Nothing was found in the tenant that ${organisation} could adopt.`,
    advice: () =>
      "If a calendar has another name, give its address: bookings adopt ORGANISATION --calendar ADDRESS",
  },
  "adopt-other-domain": {
    outcome: "invalid",
    sentence: ({ address, domain }: Address & { domain: string }) =>
      `${address} is not in ${domain}. It was not adopted.`,
    advice: () => "Only calendars of the tenant's domain can be managed.",
  },
  "adopt-no-licence": {
    severity: "warning",
    sentence: ({ group }: { group: string }) =>
      `The group ${group} gives no licence that specs/tenant.yaml offers. It was not adopted.`,
    advice: () => "Add its licence under “baseLicences” if policies may build on it.",
  },
  "adopt-empty-policy": {
    severity: "warning",
    sentence: ({ group }: { group: string }) =>
      `The group ${group} has no users, or switches on no known application. It was not adopted.`,
    advice: () => "Nothing needs to be done if it is not used.",
  },
  "adopt-names-guessed": {
    severity: "warning",
    sentence: (a: { calendar: string; serviceArea: string; clinicName: string }) =>
      `${a.calendar} does not follow the naming rule: its service area “${a.serviceArea}” and clinic “${a.clinicName}” were guessed.`,
    advice: () => "Its address and display name stay as they are. The guessed names are for searching only.",
  },
  "adopt-one-admin": {
    severity: "warning",
    sentence: ({ calendar, address }: Address & { calendar: string }) =>
      `${address} is the only admin of ${calendar}.`,
    advice: () => "Add a second admin, so that the calendar is not left without one.",
  },
  "adopt-operator-off-staff": {
    severity: "warning",
    sentence: ({ calendar, operator }: { calendar: string; operator: string }) =>
      `${operator} is not an admin of ${calendar}: nothing can be changed on it from git yet.`,
    advice: () =>
      "Have one of its admins, or an Exchange administrator, add that account as an administrator in the Bookings app.",
  },
  "adopt-exception": {
    severity: "warning",
    sentence: ({ calendar, what }: { calendar: string; what: string }) =>
      `${calendar} was adopted with an exception for ${what}.`,
    advice: () => "Correct it and remove the exception from the spec before it expires.",
  },
  "adopt-check-person": {
    severity: "warning",
    sentence: ({ calendar, address, what }: Address & { calendar: string; what: string }) =>
      `${address} on ${calendar} is ${what}.`,
    advice: () =>
      "The person stays on the calendar. Remove the address from the spec if it does not belong there.",
  },
  "marker-not-wanted": {
    outcome: "invalid",
    sentence: ({ address }: Address) =>
      `The spec asks for the ownership marker on ${address}, and specs/tenant.yaml says that adopted calendars get none.`,
    advice: () =>
      "Remove “mark” from the “adopted” block, or remove “markAdopted: false” from specs/tenant.yaml.",
  },
  "adopt-marking-off": {
    outcome: "refused",
    sentence: () =>
      "specs/tenant.yaml says that adopted calendars get no ownership marker. Nothing was written.",
    advice: () => "If they may carry it, remove “markAdopted: false” from specs/tenant.yaml.",
  },
  "adopt-not-adopted": {
    outcome: "failed",
    sentence: ({ addresses }: { addresses: readonly string[] }) =>
      `No spec in use has an “adopted” block with this address: ${addresses.join(", ")}. Nothing was written.`,
    advice: () =>
      "Only adopted calendars are marked afterwards; those that were created from specs carry the marker already.",
  },
  "pull-needs-choice": {
    outcome: "failed",
    sentence: () =>
      "Nothing was written: there is no terminal to ask which changes are to go into the specs.",
    advice: () =>
      "Choose by options: --calendar NAME, --person ADDRESS, or --all. For example: bookings pull leeds --all",
  },
  "pull-no-such-number": {
    outcome: "failed",
    sentence: ({ numbers }: { numbers: readonly string[] }) =>
      `The list above has no number ${numbers.join(", ")}. Nothing was written.`,
    advice: ({ last }: { last: number }) =>
      `Write numbers from 1 to ${last} with spaces between them, or “all”.`,
  },
  "pull-not-found": {
    outcome: "failed",
    sentence: ({ wanted }: { wanted: readonly string[] }) =>
      `No change was found for ${wanted.join(", ")} that could go into the specs. Nothing was written.`,
    advice: () => "See what differs: bookings drift",
  },
  "role-unknown": {
    severity: "warning",
    sentence: ({ address, role }: Address & { role: string }) =>
      `${address} has the role “${role}”, which specs do not know. The person keeps it by an exception.`,
    advice: () =>
      "Make the person admin or viewer in the spec and remove the exception, or have the person removed.",
  },
  "exception-expires-soon": {
    severity: "warning",
    sentence: ({ problem, expires }: { problem: string; expires: string }) =>
      `The exception for ${problem} expires on ${expires}.`,
    advice: () => END_EXCEPTION,
  },
  "exception-expired": {
    severity: "warning",
    sentence: ({ problem, expires }: { problem: string; expires: string }) =>
      `The exception for ${problem} expired on ${expires}.`,
    advice: () => END_EXCEPTION,
  },
} as const satisfies Catalogue;
