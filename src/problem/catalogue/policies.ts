import type { Catalogue } from "./catalogue";

type Policy = { readonly policy: string };
type Who = Policy & { readonly who: string };
type Failed = Who & { readonly licence: string; readonly word: string };

const MOST_NAMES = 10;

/** Not more names than somebody reads. */
function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${rest} more` : names.join(", ");
}

/** Problems of the area «policies»: what stands between a user policy and the people it is for. */
export const policiesProblems = {
  "unknown-policy-record": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: Policy & { found: string }) =>
      `The record of the policy ${a.policy} in the state cannot be understood: ${a.found}.`,
    advice: () => "It was written by a newer version, or by hand. Use the newest version of this tool.",
  },
  "foreign-policy-name": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: { name: string; computed: string }) =>
      `${a.name} is not the name that organisation and policy give: ${a.computed}. Nothing was changed.`,
    advice: () =>
      "Names of policies' groups are computed, never typed. Let the program compute it from the spec.",
  },
  "policy-field-changed": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { field: string; before: string; after: string }) =>
      `${a.field} of the policy ${a.policy} cannot change any more (it was ${a.before}, now ${a.after}).`,
    advice: () =>
      "Put the old value back. For another name or base licence add a new policy, and retire the old one when nobody needs it.",
  },
  "policy-delete-locked": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy) =>
      `The policy ${a.policy} is not deleted by removing it from the stack, and not by destroy: its people would lose their applications. Nothing was deleted.`,
    advice: () =>
      "To retire it, write «status: deleted» and a deletion with confirm and reason into its spec.",
  },
  "retired-is-locked": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy) =>
      `The policy ${a.policy} was retired, or its end has begun. It cannot be taken back.`,
    advice: () => "Put the file back as it was, and add a new policy under another name.",
  },
  "retired-but-alive": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy) =>
      `The spec says that ${a.policy} was retired, and no state knows of it, but its group is there. It was not touched.`,
    advice: () => "The state was probably lost: bring it back from its backup, then run again.",
  },
  "policy-refused": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Policy & { why: string }) =>
      `${a.policy}: Microsoft Graph did not do what was asked: ${a.why}.`,
    advice: () => "Run again: it looks first and does nothing twice.",
  },
  "policy-unreadable": {
    severity: "error",
    outcome: "unreadable",
    sentence: (a: Policy & { why: string }) =>
      `The policy ${a.policy} could not be read (${a.why}). It is neither taken for gone nor changed.`,
    advice: () => "Run again; if it stays so, look at what the observer may read.",
  },
  "policy-not-completed": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Policy) => `The policy ${a.policy} is not complete. What was done is on record.`,
    advice: () => "Run again: the next run does what is missing and nothing twice.",
  },
  "policy-not-as-asked": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Policy) =>
      `${a.policy}: its group does not show what was asked for yet, or somebody changes it at the same time.`,
    advice: () => "Run again: the next run looks first.",
  },
  "licence-not-bought": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { licence: string }) => `${a.policy}: the tenant has no licence ${a.licence}.`,
    advice: () => "Correct the part number under baseLicences in specs/tenant.yaml.",
  },
  "application-not-in-licence": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { application: string; licence: string }) =>
      `${a.policy}: ${a.application} is no part of the licence ${a.licence}.`,
    advice: () => "Take it out of applications, or build the policy on a licence that has it.",
  },
  "unit-not-found": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: { organisation: string; count: number }) =>
      a.count === 0
        ? `There is no administrative unit of ${a.organisation}. Groups of policies are made nowhere else.`
        : `There are ${a.count} administrative units of ${a.organisation}, so it is not clear which one is meant.`,
    advice: (a: { organisation: string }) =>
      `An administrator makes it with the tenant stack (docs/tenant.md): its name is «Bookings ${a.organisation}».`,
  },
  "group-not-ours": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { group: string; organisation: string }) =>
      `${a.policy}: the group ${a.group} is not a group of this policy in the administrative unit of ${a.organisation}. It was not touched.`,
    advice: () =>
      "Another organisation's group is never touched. Look whether the group was moved or its description changed.",
  },
  "group-name-taken": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { group: string }) =>
      `There is a group ${a.policy} already (${a.group}), and it does not carry our mark: it is somebody's. It was not touched.`,
    advice: (a: { group: string }) =>
      `If it is this policy's, take it over by writing: adopt: { group: ${a.group} } — otherwise choose another name.`,
  },
  "group-twice": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { groups: readonly string[] }) =>
      `Several groups carry the mark of ${a.policy}: ${a.groups.join(", ")}. None was touched.`,
    advice: () => "Have an administrator remove those without people, then run again.",
  },
  "group-gives-more": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { gifts: readonly string[] }) =>
      `${a.policy}: the group that it takes over also gives ${listed(a.gifts)}, which ${a.who} does not have. Nobody is given what the spec does not name.`,
    advice: () =>
      "Add the person to a policy of its own. If the group is to give people all that, write: grantsLicence: true",
  },
  "group-not-seen": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Policy) =>
      `The answer to making the group of ${a.policy} was lost, and it does not show yet. It was not made a second time.`,
    advice: () => "Run again in some minutes: the next run looks first.",
  },
  "group-gone": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy) => `The group of ${a.policy} is gone from the tenant.`,
    advice: () =>
      "Find out who removed it. A group that was taken over is not made anew: take «adopt» out of the spec and give the policy another name.",
  },
  "group-still-seen": {
    severity: "error",
    outcome: "failed",
    sentence: (a: { group: string }) =>
      `Microsoft Graph took the deletion of the group ${a.group}, but still shows it.`,
    advice: () => "That may take some minutes. Run again later.",
  },
  "policy-user-unknown": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who) => `${a.policy}: ${a.who} is nobody in the directory.`,
    advice: () => "Look the person up in the address book and copy their address.",
  },
  "policy-user-foreign": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { theirs: string; ours: string }) =>
      `${a.policy}: ${a.who} belongs to ${a.theirs}, not to ${a.ours}. Policies hold users of their own organisation only.`,
    advice: () =>
      "Take the person out; their own organisation's administrator can add them to a policy there.",
  },
  "policy-user-is-no-person": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `${a.policy}: ${a.who} is a ${a.mailbox}. Policies are for people (guide, section 3 v).`,
    advice: () => "Write the addresses of the people who use it.",
  },
  "licence-not-held": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { licence: string }) =>
      `${a.policy}: ${a.who} does not hold ${a.licence} otherwise. The policy would take a seat of it, or conflict with another licence.`,
    advice: () =>
      "Have the licence given to the person first. If the policy itself is to give it, write: grantsLicence: true",
  },
  "policy-user-disabled": {
    severity: "warning",
    sentence: (a: Who) => `${a.policy}: the account of ${a.who} is disabled.`,
    advice: () => "Take the person out unless the account is enabled again soon.",
  },
  "licence-in-error": {
    severity: "warning",
    sentence: (a: Failed) =>
      `${a.policy}: an assignment of ${a.licence} to ${a.who} is in error already (${a.word}).`,
    advice: () => "Look at the person's licences in the Microsoft 365 admin centre.",
  },
  "plans-clash": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { has: string; wanted: string }) =>
      `${a.policy}: ${a.who} has ${a.has}, which cannot stand beside ${a.wanted}.`,
    advice: () => "Take the person out, or build a policy on the licence that the person holds.",
  },
  "mailbox-by-policy-alone": {
    severity: "warning",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} has Exchange from nowhere else, and would have the mailbox by this policy alone.`,
    advice: () =>
      "They cannot be taken out of it, nor can it be retired, until another licence gives them Exchange. Better have their own licence include it.",
  },
  "bookings-without-exchange": {
    severity: "warning",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} has Exchange from nowhere. Bookings does not work without it, and the directory may not switch it on.`,
    advice: () => "Have the person's own licence include Exchange first.",
  },
  "group-taken-over": {
    severity: "warning",
    sentence: (a: Policy & { people: number; unlisted: number }) =>
      `${a.policy} takes over a group of ${a.people} people (not listed: ${a.unlisted}). What it switches on is switched on for all of them.`,
    advice: () =>
      "Nobody is taken off until all its people are listed and “complete: true” stands under adopt. Whoever is not listed then is taken off.",
  },
  "people-not-listed": {
    severity: "warning",
    sentence: (a: Policy & { who: readonly string[] }) =>
      `${a.policy}: “complete: true” says that all people of its group are listed. Not listed, and taken off: ${listed(a.who)}.`,
    advice: () => "Add whoever is to stay under users.",
  },
  "seats-short": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Who & { licence: string; needed: number; free: number }) =>
      `${a.policy}: no seat of ${a.licence} is left for ${a.who}: ${a.needed} would be taken, and ${Math.max(0, a.free)} are free.`,
    advice: () => "Have seats bought or freed, or take people out.",
  },
  "policy-spec-vanished": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy & { file: string }) =>
      `The spec of the policy ${a.policy} is gone, but the policy is still recorded. A missing spec never retires a policy.`,
    advice: (a: { file: string }) =>
      `Bring the file back (git checkout HEAD~1 -- ${a.file}). To retire the policy, write “status: deleted” with a “deletion” section in it.`,
  },
  "vanished-policy-never-made": {
    severity: "warning",
    sentence: (a: Policy & { file: string }) =>
      `The spec of the policy ${a.policy} (${a.file}) is gone. The tenant has no such group, so nothing is lost.`,
  },
  "policy-identity-changed": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy & { field: string; from: string; to: string }) =>
      `The ${a.field} of the policy ${a.policy} was changed from “${a.from}” to “${a.to}”. It can never change.`,
    advice: (a: { from: string }) =>
      `Write “${a.from}” again, and make a new policy in a file of its own. Retire this one when nobody needs it.`,
  },
  "policy-revived": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Policy) => `The policy ${a.policy} was retired. A retired policy is locked.`,
    advice: () =>
      "Put “status: deleted” and its “deletion” section back, and give the new policy another name.",
  },
  "would-lose-mailbox": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} would lose the last Exchange plan, and with it the mailbox. Nothing was changed.`,
    advice: () => "Have a licence with Exchange given to the person in another way first.",
  },
  "would-lose-licence": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} holds the base licence by this group only, and would lose it. Nothing was changed.`,
    advice: () => "Have the licence given to the person in another way first.",
  },
  "bookings-needs-exchange": {
    severity: "error",
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} has Exchange from nowhere, and Bookings does not work without it. The directory could take back all that this group gives them. Nothing was changed.`,
    advice: () => "Have the person's own licence include Exchange first, or take them out.",
  },
  "plan-needs-another": {
    severity: "error",
    outcome: "invalid",
    sentence: (a: Policy & { plan: string; lacking: readonly string[] }) =>
      `${a.policy}: Microsoft Graph wants ${a.plan} beside what is switched on, and not everybody has it: ${a.lacking.join(", ")}. It is not switched on for anybody unasked.`,
    advice: () => "Take these people out, or have the plan given to them first.",
  },
  "no-seat-left": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Failed) => `${a.policy}: no seat of ${a.licence} was left for ${a.who}.`,
    advice: () => "Have seats bought or freed, then run again.",
  },
  "licences-exclude": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Failed) =>
      `${a.policy}: ${a.who} has another licence that cannot stand beside ${a.licence}.`,
    advice: () => "Take the person out, or have the other licence changed, then run again.",
  },
  "licence-depends": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Failed) =>
      `${a.policy}: what is switched on needs another plan, which ${a.who} has from nowhere.`,
    advice: () => "Have the person's own licence include it (Exchange, as a rule), then run again.",
  },
  "licence-failed": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Failed) => `${a.policy}: ${a.who} could not be given ${a.licence} (${a.word}).`,
    advice: () => "Look at the person's licences in the Microsoft 365 admin centre, then run again.",
  },
  "licences-still-processing": {
    severity: "error",
    outcome: "failed",
    sentence: (a: Policy) =>
      `${a.policy}: the directory is still working on its licences. Everything has been asked for.`,
    advice: () => "Large groups may take hours. Run again later: the next run looks how far it is.",
  },
} as const satisfies Catalogue;
