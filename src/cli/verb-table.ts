import type { Verb } from "./verb";

interface VerbEntry {
  readonly summary: string;
  /** It changes nothing that an interruption could leave half done. */
  readonly onlyReads?: true;
  load(): Promise<Verb>;
}

/** All verbs in the order of `bookings --help`. A verb's own file is loaded only when it is used or asked about. */
export const verbTable: Readonly<Record<string, VerbEntry>> = {
  validate: {
    summary: "check the specs and show every problem with its place",
    onlyReads: true,
    load: async () => (await import("./verbs/validate.js")).validateVerb,
  },
  init: {
    summary: "make a repository for specs, with pipelines, in an empty folder",
    load: async () => (await import("./verbs/init.js")).initVerb,
  },
  new: {
    summary: "write the spec of a new calendar, user policy or organisation, by questions",
    load: async () => (await import("./verbs/new.js")).newVerb,
  },
  check: {
    summary: "check what a change of the specs does, by git alone",
    onlyReads: true,
    load: async () => (await import("./verbs/check.js")).checkVerb,
  },
  orgs: {
    summary: "list the organisations, or those that a change touches, for pipelines",
    onlyReads: true,
    load: async () => (await import("./verbs/orgs.js")).orgsVerb,
  },
  comment: {
    summary: "make one comment for a pull request of checks and previews",
    load: async () => (await import("./verbs/comment.js")).commentVerb,
  },
  preview: {
    summary: "show what would change, without changing anything",
    onlyReads: true,
    load: async () => (await import("./verbs/preview.js")).previewVerb,
  },
  up: {
    summary: "show what would change, ask, and change it",
    load: async () => (await import("./verbs/up.js")).upVerb,
  },
  plan: {
    summary: "show a plan that was written for review",
    onlyReads: true,
    load: async () => (await import("./verbs/plan.js")).planVerb,
  },
  adopt: {
    summary: "make specs and state of the calendars and policies that exist",
    load: async () => (await import("./verbs/adopt.js")).adoptVerb,
  },
  status: {
    summary: "show how calendars stand and who has still to confirm",
    onlyReads: true,
    load: async () => (await import("./verbs/status.js")).statusVerb,
  },
  drift: {
    summary: "show what was changed outside git",
    onlyReads: true,
    load: async () => (await import("./verbs/drift.js")).driftVerb,
  },
  pull: {
    summary: "take what was changed outside git into the specs, by choice",
    load: async () => (await import("./verbs/pull.js")).pullVerb,
  },
  list: {
    summary: "list the calendars",
    onlyReads: true,
    load: async () => (await import("./verbs/list.js")).listVerb,
  },
  user: {
    summary: "show a person's calendars and policies, and whether they can open the app",
    onlyReads: true,
    load: async () => (await import("./verbs/user.js")).userVerb,
  },
  add: {
    summary: "put a person on calendars, in the specs",
    load: async () => (await import("./verbs/edit-calendar.js")).addVerb,
  },
  remove: {
    summary: "remove a person from calendars, in the specs",
    load: async () => (await import("./verbs/edit-calendar.js")).removeVerb,
  },
  set: {
    summary: "change a calendar's phone number or reply address, in its spec",
    load: async () => (await import("./verbs/edit-calendar.js")).setVerb,
  },
  replace: {
    summary: "put one person in another's place in the specs",
    load: async () => (await import("./verbs/replace.js")).replaceVerb,
  },
  fmt: {
    summary: "write people's primary addresses where specs have aliases",
    load: async () => (await import("./verbs/fmt.js")).fmtVerb,
  },
  report: {
    summary: "write a calendar's activity as a table for Excel, or its totals",
    load: async () => (await import("./verbs/report.js")).reportVerb,
  },
  guidance: {
    summary: "write slides for Local Administrators, users and patients",
    load: async () => (await import("./verbs/guidance.js")).guidanceVerb,
  },
  audit: {
    summary: "write evidence for auditors: who had access when, and a site to look it up",
    load: async () => (await import("./verbs/audit.js")).auditVerb,
  },
  review: {
    summary: "review who is on which calendar, and write the decisions into the specs",
    load: async () => (await import("./verbs/review.js")).reviewVerb,
  },
  journal: {
    summary: "show what was done, when, and from which specs",
    onlyReads: true,
    load: async () => (await import("./verbs/journal.js")).journalVerb,
  },
  delete: {
    summary: "ask for a calendar's deletion in its spec",
    load: async () => (await import("./verbs/delete.js")).deleteVerb,
  },
  discard: {
    summary: "remove a calendar that got another address than asked for",
    load: async () => (await import("./verbs/discard.js")).discardVerb,
  },
  "sign-in": {
    summary: "let an organisation's service account sign in, for runs without a person",
    load: async () => (await import("./verbs/sign-in.js")).signInVerb,
  },
  doctor: {
    summary: "check sign-ins, permissions and this machine, and say how to mend them",
    onlyReads: true,
    load: async () => (await import("./verbs/doctor.js")).doctorVerb,
  },
  unlock: {
    summary: "take away the lock that a dead run left",
    load: async () => (await import("./verbs/unlock.js")).unlockVerb,
  },
  state: {
    summary: "move the state, journal and backups to storage that a team shares",
    load: async () => (await import("./verbs/state.js")).stateVerb,
  },
  env: {
    summary: "print the settings that plain pulumi needs",
    load: async () => (await import("./verbs/env.js")).envVerb,
  },
  completion: {
    summary: "print what makes your shell complete verbs, options and organisations",
    load: async () => (await import("./verbs/completion.js")).completionVerb,
  },
  sandbox: {
    summary: "run the practice tenant on this machine",
    load: async () => (await import("./verbs/sandbox.js")).sandboxVerb,
  },
};
