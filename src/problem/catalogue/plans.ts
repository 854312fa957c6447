import type { Catalogue } from "./catalogue";

const NEW_PLAN = "Make a new plan (bookings preview --out FILE), and have it reviewed.";

/** Problems of the area “plans”: what is applied is what was reviewed. */
export const planProblems = {
  "plan-file-missing": {
    outcome: "failed",
    sentence: ({ file }: { file: string }) => `The plan ${file} cannot be read.`,
    advice: () => "Name the file that “bookings preview --out FILE” wrote.",
  },
  "plan-file-changed": {
    outcome: "refused",
    sentence: ({ file }: { file: string }) =>
      `${file} is not a plan as “bookings preview --out” writes it: it was changed, or another version wrote it.`,
    advice: () => NEW_PLAN,
  },
  "plan-digest-differs": {
    outcome: "refused",
    sentence: ({ was, is }: { was: string; is: string }) =>
      `Nothing was changed: the plan now has the digest ${is}, and ${was} was approved.`,
    advice: () => `${NEW_PLAN} “bookings up --plan FILE” also says what changed.`,
  },
  "plan-moved": {
    outcome: "refused",
    sentence: (a: { organisation: string; subject: string; was: string; is: string }) =>
      `${a.organisation ? `${a.organisation}: ` : ""}${a.subject}: ${a.was} when the plan was made, ${a.is} now.`,
    advice: () => NEW_PLAN,
  },
  "plan-required": {
    outcome: "refused",
    sentence: () =>
      "Nothing was changed: this tenant applies only plans that were reviewed (requirePlan in specs/tenant.yaml).",
    advice: () =>
      "Make a plan (bookings preview --out FILE), have it reviewed, and apply it: bookings up --plan FILE",
  },
  "step-not-reviewed": {
    outcome: "refused",
    sentence: ({ name }: { name: string }) =>
      `${name} was left unchanged: what is to be done with it is not what was shown and confirmed.`,
    advice: () =>
      "Something changed after the preview. Run bookings preview, look at it, and run bookings up again.",
  },
  "moved-since-review": {
    outcome: "refused",
    sentence: ({ name, what }: { name: string; what: readonly string[] }) =>
      `${name} was left unchanged: someone changed it in the tenant after the preview (${what.join(", ")}).`,
    advice: () => "Run bookings preview, look at what it would put back, and run bookings up again.",
  },
} as const satisfies Catalogue;
