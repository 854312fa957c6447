import type { Catalogue } from "./catalogue";

/** Problems of the area «engine»: what stops a run of Pulumi as a whole. */
export const engineProblems = {
  "stack-locked": {
    severity: "error",
    outcome: "refused",
    sentence: (a: { organisation: string; holder?: string; isDead?: boolean }) =>
      a.isDead
        ? `The calendars of ${a.organisation} are locked by a dead run (${a.holder}).`
        : `Another run is in progress for ${a.organisation} right now${a.holder ? ` (${a.holder})` : ""}: their status is Updating.`,
    advice: (a: { organisation: string; isDead?: boolean }) =>
      a.isDead
        ? `It died before it could unlock them. Run: bookings unlock ${a.organisation}`
        : "Wait until it ends (bookings up --wait 10m waits for you). If that run is certainly dead, see docs/problems/engine.md#stack-locked.",
  },
  "engine-failed": {
    severity: "error",
    outcome: "failed",
    sentence: (a: { organisation: string; message: string }) =>
      `The run for ${a.organisation} stopped: ${a.message}`,
    advice: (_a: { organisation: string }) =>
      "What was done is recorded. Fix the cause and run the command again; it continues where it stopped.",
  },
  "calendar-look-failed": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: { name: string; reason: string }) =>
      `${a.name} could not be read from Microsoft Graph: ${a.reason}`,
    advice: (_a: { name: string }) =>
      "It was left unchanged and is not assumed deleted. Run the command again when Graph answers.",
  },
  "handler-failed": {
    severity: "error",
    outcome: "failed",
    sentence: (a: { message: string }) => a.message,
    advice: () => "Run again. If it fails again, please report it with the text above.",
  },
  "more-of-the-same": {
    severity: "error",
    outcome: "failed",
    sentence: (a: { count: number }) => `… and ${a.count} more.`,
  },
} as const satisfies Catalogue;
