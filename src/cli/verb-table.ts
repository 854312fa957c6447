import type { Verb } from "./verb";

interface VerbEntry {
  readonly summary: string;
  /** It changes nothing that an interruption could leave half done. */
  readonly onlyReads?: true;
  load(): Promise<Verb>;
}

/**
 * All verbs in the order of `bookings --help`, by what people do with them; their files are in folders of the same groups.
 * A verb's own file is loaded only when it is used or asked about.
 */
export const verbGroups: Readonly<Record<string, Readonly<Record<string, VerbEntry>>>> = {
  "Check, preview and apply": {
    validate: {
      summary: "check the specs and show every problem with its place",
      onlyReads: true,
      load: async () => (await import("./verbs/apply/validate.js")).validateVerb,
    },
    preview: {
      summary: "show what would change, without changing anything",
      onlyReads: true,
      load: async () => (await import("./verbs/apply/preview.js")).previewVerb,
    },
    up: {
      summary: "show what would change, ask, and change it",
      load: async () => (await import("./verbs/apply/up.js")).upVerb,
    },
    plan: {
      summary: "show a plan that was written for review",
      onlyReads: true,
      load: async () => (await import("./verbs/apply/plan.js")).planVerb,
    },
    discard: {
      summary: "remove a calendar that got another address than asked for",
      load: async () => (await import("./verbs/apply/discard.js")).discardVerb,
    },
  },
  "Write specs": {
    new: {
      summary: "ask what a new calendar, user policy or organisation needs, and write its spec",
      load: async () => (await import("./verbs/specs/new.js")).newVerb,
    },
    adopt: {
      summary: "write specs and state for calendars and policies that exist",
      load: async () => (await import("./verbs/specs/adopt.js")).adoptVerb,
    },
    pull: {
      summary: "choose changes that were made outside git, and write them into the specs",
      load: async () => (await import("./verbs/specs/pull.js")).pullVerb,
    },
    add: {
      summary: "put a person on calendars, in the specs",
      load: async () => (await import("./verbs/specs/edit-calendar.js")).addVerb,
    },
    remove: {
      summary: "remove a person from calendars, in the specs",
      load: async () => (await import("./verbs/specs/edit-calendar.js")).removeVerb,
    },
    set: {
      summary: "change a calendar's phone number or reply address, in its spec",
      load: async () => (await import("./verbs/specs/edit-calendar.js")).setVerb,
    },
    replace: {
      summary: "replace one person by another in the specs",
      load: async () => (await import("./verbs/specs/replace.js")).replaceVerb,
    },
    fmt: {
      summary: "write people's primary addresses where specs have aliases",
      load: async () => (await import("./verbs/specs/fmt.js")).fmtVerb,
    },
    delete: {
      summary: "ask for a calendar's deletion in its spec",
      load: async () => (await import("./verbs/specs/delete.js")).deleteVerb,
    },
  },
  "See what is there": {
    status: {
      summary: "show how calendars stand and who has still to confirm",
      onlyReads: true,
      load: async () => (await import("./verbs/look/status.js")).statusVerb,
    },
    drift: {
      summary: "show what was changed outside git",
      onlyReads: true,
      load: async () => (await import("./verbs/look/drift.js")).driftVerb,
    },
    list: {
      summary: "list the calendars",
      onlyReads: true,
      load: async () => (await import("./verbs/look/list.js")).listVerb,
    },
    user: {
      summary: "show a person's calendars and policies, and whether they can open the app",
      onlyReads: true,
      load: async () => (await import("./verbs/look/user.js")).userVerb,
    },
  },
  "Reports, slides and evidence": {
    report: {
      summary: "write a calendar's activity as a table for Excel, or its totals",
      load: async () => (await import("./verbs/report/report.js")).reportVerb,
    },
    guidance: {
      summary: "write slides for Local Administrators, users and patients",
      load: async () => (await import("./verbs/report/guidance.js")).guidanceVerb,
    },
    audit: {
      summary: "write evidence for auditors: who had access when, and a site to look it up",
      load: async () => (await import("./verbs/report/audit.js")).auditVerb,
    },
    review: {
      summary: "review who is on which calendar, and write the decisions into the specs",
      load: async () => (await import("./verbs/report/review.js")).reviewVerb,
    },
    journal: {
      summary: "show what was done, when, and from which specs",
      onlyReads: true,
      load: async () => (await import("./verbs/report/journal.js")).journalVerb,
    },
  },
  "For pipelines": {
    check: {
      summary: "check what a change of the specs does, by git alone",
      onlyReads: true,
      load: async () => (await import("./verbs/pipeline/check.js")).checkVerb,
    },
    orgs: {
      summary: "list the organisations, or those that a change touches, for pipelines",
      onlyReads: true,
      load: async () => (await import("./verbs/pipeline/orgs.js")).orgsVerb,
    },
    comment: {
      summary: "make one comment for a pull request from checks and previews",
      load: async () => (await import("./verbs/pipeline/comment.js")).commentVerb,
    },
  },
  "Set up and repair": {
    init: {
      summary: "make a repository for specs, with pipelines, in an empty folder",
      load: async () => (await import("./verbs/setup/init.js")).initVerb,
    },
    "sign-in": {
      summary: "let an organisation's service account sign in, for runs without a person",
      load: async () => (await import("./verbs/setup/sign-in.js")).signInVerb,
    },
    doctor: {
      summary: "check sign-ins, permissions and this machine, and say how to correct them",
      onlyReads: true,
      load: async () => (await import("./verbs/setup/doctor.js")).doctorVerb,
    },
    unlock: {
      summary: "remove the lock that a dead run left",
      load: async () => (await import("./verbs/setup/unlock.js")).unlockVerb,
    },
    state: {
      summary: "move the state, journal and backups to storage that a team shares",
      load: async () => (await import("./verbs/setup/state.js")).stateVerb,
    },
    env: {
      summary: "print the settings that plain pulumi needs",
      load: async () => (await import("./verbs/setup/env.js")).envVerb,
    },
    completion: {
      summary: "print completion for your shell: verbs, options and organisations",
      load: async () => (await import("./verbs/setup/completion.js")).completionVerb,
    },
  },
  "Practice and help": {
    sandbox: {
      summary: "run the practice tenant on this machine",
      load: async () => (await import("./verbs/sandbox.js")).sandboxVerb,
    },
  },
};

/** The same without the groups. */
export const verbTable: Readonly<Record<string, VerbEntry>> = Object.assign({}, ...Object.values(verbGroups));
