import type { Catalogue } from "./catalogue";

/** Problems of the area «engine»: what stops a run of Pulumi as a whole. */
export const engineProblems = {
  "stack-locked": {
    severity: "error",
    sentence: (a: { organisation: string; holder?: string }) =>
      `Another run is changing the calendars of ${a.organisation} right now${a.holder ? ` (${a.holder})` : ""}: their status is Updating.`,
    advice: (_a: { organisation: string }) =>
      "Wait until it has ended and run the command again. If that run is certainly dead, see docs/problems/stack-locked.md.",
  },
  "engine-failed": {
    severity: "error",
    sentence: (a: { organisation: string; message: string }) =>
      `The run for ${a.organisation} stopped: ${a.message}`,
    advice: (_a: { organisation: string }) =>
      "Nothing is lost: what was done is recorded. Mend the cause and run the command again; it goes on where it stopped.",
  },
  "calendar-look-failed": {
    severity: "error",
    sentence: (a: { name: string; reason: string }) =>
      `${a.name} could not be read from Microsoft Graph: ${a.reason}`,
    advice: (_a: { name: string }) =>
      "What cannot be read is neither changed nor taken for gone. Run the command again when Graph answers.",
  },
} as const satisfies Catalogue;
