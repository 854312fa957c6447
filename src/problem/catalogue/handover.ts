import { type Catalogue, restoring } from "./catalogue";

type Address = { readonly address: string };

/** Problems of the area “handover”: a calendar that one organisation hands over to another. */
export const handoverProblems = {
  "handover-incomplete": {
    outcome: "invalid",
    sentence: ({ address, missing }: Address & { missing: readonly string[] }) =>
      `${address} is to be handed over, but its spec does not say ${missing.map((one) => `“handover.${one}”`).join(", ")}.`,
    advice: ({ address }: Address) =>
      [
        "Write under “handover”:",
        "  to: the short name of the organisation that receives it",
        `  confirm: ${address}`,
        "  reason: why, for auditors",
      ].join("\n"),
  },
  "handover-confirms-another": {
    outcome: "invalid",
    sentence: ({ address, confirm }: Address & { confirm: string }) =>
      `“handover.confirm” says “${confirm}”, but this calendar is ${address}.`,
    advice: ({ address }: Address) => `If this is the calendar to hand over, write: confirm: ${address}`,
  },
  "handover-without-status": {
    outcome: "invalid",
    sentence: ({ address, field }: Address & { field: string }) =>
      `The spec of ${address} has “handover.${field}”, but its status is not “handed-over”.`,
    advice: () =>
      "To hand the calendar over, write “status: handed-over”. In the spec of the organisation that receives it, “handover” only says “from”.",
  },
  "handed-over-has-field": {
    outcome: "invalid",
    sentence: ({ address, field }: Address & { field: string }) =>
      `${address} is handed over, but its spec still has “${field}”.`,
    advice: () =>
      "Remove it here. The people of the calendar are in the spec of the organisation that receives it.",
  },
  "handover-not-adopted": {
    outcome: "invalid",
    sentence: ({ address, from }: Address & { from: string }) =>
      `The spec says that the calendar comes from ${from}, but not which one it is: it has no “adopted” block, and ${address} would be a new address.`,
    advice: () =>
      "Write “adopted” with the address and the display name that the calendar has, as “bookings list” shows them.",
  },
  "handover-unknown-organisation": {
    outcome: "invalid",
    sentence: ({ field, organisation }: { field: string; organisation: string }) =>
      `“handover.${field}” says “${organisation}”, which is not another organisation of these specs.`,
    advice: () => "Write the short name of the other organisation, as its organisation.yaml has it.",
  },
  "handover-receiver-without-operator": {
    outcome: "invalid",
    sentence: ({ organisation }: { organisation: string }) =>
      `${organisation} cannot receive a calendar: its organisation.yaml does not name its service account.`,
    advice: () =>
      "Write its address under “operator” in that organisation.yaml: the account is made an admin of the calendar.",
  },
  "handover-not-received": {
    outcome: "invalid",
    sentence: ({ address, to, from }: Address & { to: string; from: string }) =>
      `${address} is to be handed over to ${to}, but no spec of ${to} takes it over from ${from}.`,
    advice: ({ address, to, from }: Address & { to: string; from: string }) =>
      [
        `In the same change, write a spec in specs/${to.toLowerCase()}/calendars/ with:`,
        `  adopted: { address: ${address} }`,
        `  handover: { from: ${from} }`,
      ].join("\n"),
  },
  "handover-not-given": {
    outcome: "invalid",
    sentence: ({ address, to, from }: Address & { to: string; from: string }) =>
      `${to} is to take over ${address} from ${from}, but no spec of ${from} hands it over to ${to}.`,
    advice: ({ address, to }: Address & { to: string; from: string }) =>
      [
        "In the same change, write in the spec of the organisation that has it:",
        "  status: handed-over",
        "  handover:",
        `    to: ${to}`,
        `    confirm: ${address}`,
        "    reason: why, for auditors",
      ].join("\n"),
  },
  "handover-awaited": {
    severity: "warning",
    sentence: ({ address, from }: Address & { from: string }) =>
      `${address} is not handed over by ${from} yet. Until then it cannot be taken over.`,
    advice: ({ from }: Address & { from: string }) => `Run this first: bookings up ${from.toLowerCase()}`,
  },
  "handover-too-early": {
    outcome: "refused",
    sentence: ({ address, from }: Address & { from: string }) =>
      `${address} was not taken over: ${from} has not handed it over yet. Nothing was changed.`,
    advice: ({ from }: Address & { from: string }) =>
      `Run this first, then this command again: bookings up ${from.toLowerCase()}`,
  },
  "handover-not-there": {
    outcome: "failed",
    sentence: ({ address, other }: Address & { other: string }) =>
      `${address} is not in the tenant, so it cannot be handed over between this organisation and ${other}.`,
    advice: () =>
      "Find out who deleted it. Then change both specs back. The organisation that had the calendar creates it again or deletes it.",
  },
  "handover-is-locked": {
    outcome: "refused",
    sentence: ({ address, to }: Address & { to: string }) =>
      `${address} was handed over to ${to}. Its spec here is the record of that and is locked.`,
    advice: ({ to }: Address & { to: string }) =>
      `Put the file back as it was when the calendar was handed over. To get the calendar back, ${to} hands it over in turn: then this spec says “handover” with “from: ${to}”.`,
  },
  "handover-vanished": {
    outcome: "refused",
    sentence: ({ address, file }: Address & { file: string }) =>
      `${file} is missing: it is the record that ${address} was handed over.`,
    advice: ({ file }: Address & { file: string }) =>
      `Bring its last committed version back: ${restoring(file)}`,
  },
} as const satisfies Catalogue;
