import type { Catalogue } from "./catalogue";

/** Problems of activity reports and of slides. */
export const reportsProblems = {
  "report-needs-calendar": {
    outcome: "failed",
    sentence: () => "No report was written: no calendar is named.",
    advice: () => "Name one or more calendars, or an organisation: bookings report --organisation leeds",
  },
  "report-bad-date": {
    outcome: "failed",
    sentence: ({ option, text }: { option: string; text: string }) =>
      `${option}: “${text}” is not a valid date.`,
    advice: () => "Write year, month and day: --from 2026-10-01 --to 2026-10-31",
  },
  "report-bad-days": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `--days: “${text}” is not a number of days from 1 to 3660.`,
    advice: () => "Write, for example: --days 30",
  },
  "report-period-empty": {
    outcome: "failed",
    sentence: ({ from, to }: { from: string; to: string }) =>
      `No report was written: the period ends (${to}) before it begins (${from}).`,
    advice: () => "Both days are included: --from is the earlier one.",
  },
  "report-in-pipeline": {
    outcome: "refused",
    sentence: () =>
      "No report was written: this is a pipeline, whose files and logs other people may be able to read.",
    advice: () =>
      "Run it on your own machine, or add --allow-ci where only the right people can read what it writes. --summary has totals only and is allowed.",
  },
  "report-one-to-stdout": {
    outcome: "failed",
    sentence: ({ count }: { count: number }) =>
      `No report was written: --out - takes one calendar, and ${count} were named.`,
    advice: () => "Name a folder instead: one file is written for each calendar.",
  },
  "report-bad-grouping": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `--by: “${text}” is not known.`,
    advice: () => "Write one of: calendar, clinician, service, week.",
  },
  "report-bad-chart": {
    outcome: "failed",
    sentence: ({ file }: { file: string }) => `--chart: ${file} is neither an .svg nor a .png file.`,
    advice: () => "For a document that people edit: --chart activity.svg. For e-mail: --chart activity.png",
  },
  "report-calendar-unreadable": {
    outcome: "unreadable",
    sentence: ({ calendar, why }: { calendar: string; why: string }) =>
      `There is no report for ${calendar}, because it could not be read: ${why}`,
    advice: () => "Run the command again. If it fails again, run: bookings doctor",
  },
  "report-incomplete": {
    outcome: "unreadable",
    sentence: ({ calendar, count }: { calendar: string; count: number }) =>
      `The report for ${calendar} is not complete: ${count} ${count === 1 ? "appointment" : "appointments"} could not be read in full.`,
    advice: () =>
      "Run the command again: an appointment that was cancelled meanwhile is then no longer listed.",
  },
  "report-zone-unknown": {
    severity: "warning",
    sentence: ({ calendar, zone, used }: { calendar: string; zone: string; used: string }) =>
      `${calendar} has the time zone “${zone}”, which is not known here: its times are shown in ${used}.`,
    advice: () => "To use another, add for example: --time-zone Europe/Paris",
  },
  "report-bad-zone": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `--time-zone: “${text}” is not the name of a time zone.`,
    advice: () => "Write a name such as Europe/London.",
  },
  "guidance-bad-template": {
    outcome: "failed",
    sentence: ({ template, why }: { template: string; why: string }) =>
      `The template ${template} cannot be used: ${why}`,
    advice: () =>
      "Open it in PowerPoint and correct the words in { }; docs/guidance.md lists those that there are.",
  },
  "guidance-no-template": {
    outcome: "failed",
    sentence: ({ template }: { template: string }) => `There is no template ${template}.`,
    advice: () => "A folder of templates has la.pptx, user.pptx or patient.pptx in it.",
  },
  "guidance-bad-logo": {
    outcome: "failed",
    sentence: ({ logo }: { logo: string }) =>
      `The logo ${logo} is not there, or is neither a PNG nor a JPEG file of at most 20 MB.`,
    advice: () => "Its path counts from the folder that holds specs/. Links are not followed.",
  },
  "guidance-bad-audience": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `--for: there are no slides for “${text}”.`,
    advice: () => "Write one of: la, user, patient.",
  },
  "audit-no-commit": {
    outcome: "failed",
    sentence: ({ at }: { at: string }) =>
      `--at: “${at}” is neither a commit nor a date with a commit before it.`,
    advice: () => "Write a commit, a branch, a tag, or a day such as 2026-10-31.",
  },
  "audit-folder-not-empty": {
    outcome: "failed",
    sentence: ({ folder }: { folder: string }) => `${folder} is not empty. Nothing was written.`,
    advice: () => "Name a folder that is empty or does not exist, so that the evidence is all that is in it.",
  },
  "audit-history-cut": {
    severity: "warning",
    sentence: () => "This clone has only a part of the history: who had access before that is not known.",
    advice: () => "Fetch all of it: git fetch --unshallow",
  },
  "review-not-a-review": {
    outcome: "failed",
    sentence: ({ file }: { file: string }) => `${file} is not the file of an access review.`,
    advice: () => "Begin one: bookings review start",
  },
  "review-exists": {
    outcome: "failed",
    sentence: ({ file }: { file: string }) => `${file} is there already. Nothing was changed.`,
    advice: ({ file }: { file: string }) => `Finish it: bookings review finish ${file}`,
  },
  "review-finished": {
    outcome: "failed",
    sentence: ({ file }: { file: string }) => `${file} has been finished already. Nothing was changed.`,
    advice: () => "Begin another: bookings review start",
  },
  "review-incomplete": {
    outcome: "failed",
    sentence: ({ file, missing }: { file: string; missing: readonly string[] }) =>
      `${file} is not complete: ${missing.slice(0, 10).join("; ")}${missing.length > 10 ? `; and ${missing.length - 10} more` : ""}. Nothing was changed.`,
    advice: () =>
      "For each person write keep, remove, admin or viewer. Then fill in “reviewer”, and “next” as a day such as 2027-03-31.",
  },
  "review-spec-changed": {
    outcome: "failed",
    sentence: ({ file, what }: { file: string; what: readonly string[] }) =>
      `${file} does not fit the specs any more: ${what.slice(0, 10).join("; ")}. Nothing was changed.`,
    advice: () => "Start a new review; decisions can be copied into it.",
  },
} as const satisfies Catalogue;
