import { oneLine } from "../printable";
import { type Catalogue, firstOf, leftUnread, restoring } from "./catalogue";

type Policy = { readonly policy: string };
type Who = Policy & { readonly who: string };
type Failed = Who & { readonly licence: string; readonly word: string };

const MOST_NAMES = 10;

const listed = (names: readonly string[]): string => firstOf(names, MOST_NAMES);

const TO_THEIR_OWN = "Remove the person; their own organisation can add them to one of its policies.";
const NEW_PERSON =
  "Find out who has the address now. Remove the line from the spec and apply that. If the new person is to have the policy, add the line again afterwards.";
const LICENCE_FIRST =
  "Give the person the licence first. If the policy itself should give it, write: grantsLicence: true";

/** The directory's words for what it could not do, and ours for why a policy leaves someone out. */
const FAILURES: ReadonlyMap<string, string> = new Map([
  ["CountViolation", "no seat of the licence was left"],
  ["MutuallyExclusiveViolation", "it conflicts with another licence of the account"],
  ["DependencyViolation", "it needs another plan"],
  ["NotInGroup", "the account was removed from the group outside git"],
  ["NotInDirectory", "the account is not in the directory"],
  ["AnotherOrganisation", "the account belongs to another organisation"],
  ["AnotherPerson", "the address belongs to another account now"],
  ["LicenceNotHeld", "the account does not hold the base licence"],
  ["LacksPlan", "the account lacks a plan that is needed"],
]);

/** Why someone is without what a policy gives, in words. */
export const licenceFailure = (word: string): string => FAILURES.get(word) ?? oneLine(word);

/** What helps where it is not their licences that are in the way. */
const FAILURE_ADVICE: Readonly<Record<string, (who: string) => string>> = {
  NotInDirectory: (who) =>
    `If the account was deleted by mistake, have it restored. Otherwise remove the line, or replace the person everywhere: bookings replace ${who} NEW-ADDRESS`,
  AnotherOrganisation: () => TO_THEIR_OWN,
  AnotherPerson: () => NEW_PERSON,
  LicenceNotHeld: () => LICENCE_FIRST,
};

/** Problems of the area “policies”: why people do not get what a user policy is to give them. */
export const policiesProblems = {
  "unknown-policy-record": {
    outcome: "unreadable",
    sentence: (a: Policy & { found: string }) =>
      `The record of the policy ${a.policy} in the state cannot be read: ${a.found}.`,
    advice: () => "A newer version wrote it, or someone edited it. Use the newest version of bookings.",
  },
  "foreign-policy-name": {
    outcome: "invalid",
    sentence: (a: { name: string; computed: string }) =>
      `${a.name} is not the name computed from organisation and policy: ${a.computed}. Nothing was changed.`,
    advice: () =>
      "Names of policies' groups are computed, never typed. Let the program compute it from the spec.",
  },
  "policy-field-changed": {
    outcome: "invalid",
    sentence: (a: Policy & { field: string; before: string; after: string }) =>
      `${a.field} of the policy ${a.policy} cannot be changed (it was ${a.before}, now ${a.after}).`,
    advice: () =>
      "Put the old value back. For another name or base licence add a new policy, and retire the old one when it is no longer needed.",
  },
  "policy-delete-locked": {
    outcome: "refused",
    sentence: (a: Policy) =>
      `The policy ${a.policy} is not deleted by removing it from the stack or by “pulumi destroy”: its people would lose their applications. Nothing was deleted.`,
    advice: () =>
      "To retire it, write “status: deleted” and a deletion with confirm and reason into its spec.",
  },
  "retired-is-locked": {
    outcome: "refused",
    sentence: (a: Policy) =>
      `The policy ${a.policy} was retired, or is being retired. That cannot be undone.`,
    advice: () => "Put the file back as it was, and add a new policy under another name.",
  },
  "retired-but-alive": {
    outcome: "refused",
    sentence: (a: Policy) =>
      `The spec says that ${a.policy} was retired, but its group exists and the state has no record of it. It was not touched.`,
    advice: () => "The state was probably lost: restore it from its backup, then run again.",
  },
  "policy-refused": {
    outcome: "failed",
    sentence: (a: Policy & { why: string }) => `${a.policy}: Microsoft Graph refused or failed: ${a.why}.`,
    advice: () => "Run again: it checks first and does nothing twice.",
  },
  "policy-unreadable": leftUnread("policy", "The policy "),
  "policy-not-completed": {
    outcome: "failed",
    sentence: (a: Policy) => `The policy ${a.policy} is not complete. What was done is recorded.`,
    advice: () => "Run again: the next run does the rest, and nothing twice.",
  },
  "policy-not-as-asked": {
    outcome: "failed",
    sentence: (a: Policy) =>
      `${a.policy}: its group does not show the change yet, or someone is changing it at the same time.`,
    advice: () => "Run again: the next run checks first.",
  },
  "licence-not-bought": {
    outcome: "invalid",
    sentence: (a: Policy & { licence: string }) => `${a.policy}: the tenant has no licence ${a.licence}.`,
    advice: () => "Correct the part number under baseLicences in specs/tenant.yaml.",
  },
  "application-not-in-licence": {
    outcome: "invalid",
    sentence: (a: Policy & { application: string; licence: string }) =>
      `${a.policy}: ${a.application} is not part of the licence ${a.licence}.`,
    advice: () => "Remove it from applications, or use a base licence that has it.",
  },
  "unit-not-found": {
    outcome: "invalid",
    sentence: (a: { organisation: string; count: number }) =>
      a.count === 0
        ? `There is no administrative unit of ${a.organisation}. Groups of policies are only created there.`
        : `There are ${a.count} administrative units of ${a.organisation}, so it is unclear which one is meant.`,
    advice: (a: { organisation: string; count: number }) =>
      a.count === 0
        ? `An administrator makes it with the tenant stack (docs/tenant.md): its name is “Bookings ${a.organisation}”.`
        : `An administrator renames all but one of them in Entra ID; the one to keep is “Bookings ${a.organisation}”.`,
  },
  "group-not-ours": {
    outcome: "invalid",
    sentence: (a: Policy & { group: string; organisation: string }) =>
      `${a.policy}: the group ${a.group} is not a group of this policy in the administrative unit of ${a.organisation}. It was not touched.`,
    advice: () =>
      "Another organisation's group is never touched. Check whether the group was moved or its description changed.",
  },
  "group-name-taken": {
    outcome: "invalid",
    sentence: (a: Policy & { group: string }) =>
      `There is a group ${a.policy} already (${a.group}), without our marker: someone else created it. It was not touched.`,
    advice: (a: { group: string }) =>
      `If it is this policy's, take it over by writing “adopt: { group: ${a.group} }” in its spec. Otherwise choose another name.`,
  },
  "group-twice": {
    outcome: "invalid",
    sentence: (a: Policy & { groups: readonly string[] }) =>
      `Several groups carry the marker of ${a.policy}: ${a.groups.join(", ")}. None was touched.`,
    advice: () => "Ask an administrator to delete those without people, then run again.",
  },
  "group-gives-more": {
    outcome: "invalid",
    sentence: (a: Who & { gifts: readonly string[] }) =>
      `${a.policy}: the group that it takes over also gives ${listed(a.gifts)}, which ${a.who} does not have. People only get what the spec names.`,
    advice: () =>
      "Add the person to a policy of its own. If the group is to give people all that, write: grantsLicence: true",
  },
  "group-gives-others": {
    outcome: "refused",
    sentence: (a: Policy & { licences: readonly string[] }) =>
      `${a.policy}: someone gave its group another licence, ${listed(a.licences)}, which everyone in the group gets. The policy is not changed as long as the group has that licence.`,
    advice: () =>
      "Take that licence off the group in the Microsoft 365 admin centre, or give it to a group of its own; then run again.",
  },
  "group-has-groups": {
    severity: "warning",
    sentence: (a: Policy & { groups: readonly string[] }) =>
      `${a.policy}: someone put another group into its group: ${listed(a.groups)}. Licences do not reach the people of a group in a group, and no spec lists them.`,
    advice: () =>
      "Take that group out in the Microsoft 365 admin centre, and list its people in the policy's spec if they are to have it.",
  },
  "group-not-seen": {
    outcome: "failed",
    sentence: (a: Policy) =>
      `The answer to creating the group of ${a.policy} was lost, and the group does not show yet. It was not created a second time.`,
    advice: () => "Run again in a few minutes: the next run checks first.",
  },
  "group-gone": {
    outcome: "invalid",
    sentence: (a: Policy) => `The tenant has no group of ${a.policy} any more.`,
    advice: () =>
      "Find out who deleted it. A group that was taken over is not created again: remove “adopt” from the spec and give the policy another name.",
  },
  "group-still-seen": {
    outcome: "failed",
    sentence: (a: { group: string }) =>
      `Microsoft Graph accepted the deletion of the group ${a.group}, but still shows it.`,
    advice: () => "That can take a few minutes. Run again later.",
  },
  "policy-user-unknown": {
    outcome: "invalid",
    sentence: (a: Who) => `${a.policy}: ${a.who} is not in the directory.`,
    advice: () => "Look the person up in the address book and copy their address.",
  },
  "policy-user-foreign": {
    outcome: "invalid",
    sentence: (a: Who & { theirs: string; ours: string }) =>
      `${a.policy}: ${a.who} belongs to ${a.theirs}, not to ${a.ours}. Policies hold users of their own organisation only.`,
    advice: () => TO_THEIR_OWN,
  },
  "policy-user-another": {
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} belongs to another account than when it was put into the group. That account was not added.`,
    advice: () => NEW_PERSON,
  },
  "policy-user-is-no-person": {
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `${a.policy}: ${a.who} is a ${a.mailbox}. Policies are for people (guide, section 3 v).`,
    advice: () => "Write the addresses of the people who use it.",
  },
  "licence-not-held": {
    outcome: "invalid",
    sentence: (a: Who & { licence: string }) =>
      `${a.policy}: ${a.who} does not hold ${a.licence} from elsewhere. The policy would use a seat, or conflict with another licence.`,
    advice: () => LICENCE_FIRST,
  },
  "policy-user-disabled": {
    severity: "warning",
    sentence: (a: Who) => `${a.policy}: the account of ${a.who} is disabled.`,
    advice: () => "Remove the person unless the account will be enabled again soon.",
  },
  "licence-in-error": {
    severity: "warning",
    sentence: (a: Failed) =>
      `${a.policy}: an assignment of ${a.licence} to ${a.who} is in error already (${a.word}).`,
    advice: () => "Look at the person's licences in the Microsoft 365 admin centre.",
  },
  "plans-clash": {
    outcome: "invalid",
    sentence: (a: Who & { has: string; wanted: string }) =>
      `${a.policy}: ${a.who} has ${a.has}, which conflicts with ${a.wanted}.`,
    advice: () => "Remove the person, or use a policy with the licence that the person holds.",
  },
  "mailbox-by-policy-alone": {
    severity: "warning",
    sentence: (a: Who) => `${a.policy}: ${a.who} would have a mailbox through this policy only.`,
    advice: () =>
      "They cannot be removed, and the policy cannot be retired, until another licence gives them Exchange. Give them a licence with Exchange first.",
  },
  "bookings-without-exchange": {
    severity: "warning",
    sentence: (a: Who) => `${a.policy}: ${a.who} has no Exchange licence. Bookings does not work without it.`,
    advice: () => "Give the person a licence with Exchange first.",
  },
  "group-taken-over": {
    severity: "warning",
    sentence: (a: Policy & { people: number; unlisted: number }) =>
      `${a.policy} takes over a group of ${a.people} people (${a.unlisted} not listed). What it switches on is switched on for all of them.`,
    advice: () =>
      "No one is removed until “complete: true” is set under adopt. Then everyone not listed is removed.",
  },
  "people-not-listed": {
    severity: "warning",
    sentence: (a: Policy & { who: readonly string[] }) =>
      `${a.policy}: “complete: true” says that all people of its group are listed. Not listed, so removed: ${listed(a.who)}.`,
    advice: () => "Add those who should stay under users.",
  },
  "seats-short": {
    outcome: "invalid",
    sentence: (a: Who & { licence: string; needed: number; free: number }) =>
      `${a.policy}: no seat of ${a.licence} is left for ${a.who}: ${a.needed} would be taken, and ${a.free} are free.`,
    advice: () => "Buy or free seats, or remove people.",
  },
  "policy-spec-vanished": {
    outcome: "refused",
    sentence: (a: Policy & { file: string }) =>
      `The spec of the policy ${a.policy} is missing, but the policy is still recorded. A missing spec never retires a policy.`,
    advice: (a: { file: string }) =>
      `Bring its last committed version back: ${restoring(a.file)}\nTo retire the policy, write “status: deleted” with a “deletion” section in it.`,
  },
  "vanished-policy-never-made": {
    severity: "warning",
    sentence: (a: Policy & { file: string }) =>
      `The spec of the policy ${a.policy} (${a.file}) is missing. The tenant has no such group, so nothing is lost.`,
  },
  "policy-identity-changed": {
    outcome: "refused",
    sentence: (a: Policy & { field: string; from: string; to: string }) =>
      `The ${a.field} of the policy ${a.policy} was changed from “${a.from}” to “${a.to}”. It can never change.`,
    advice: (a: { from: string }) =>
      `Write “${a.from}” again, and make a new policy in a file of its own. Retire this one when it is no longer needed.`,
  },
  "policy-revived": {
    outcome: "refused",
    sentence: (a: Policy) => `The policy ${a.policy} was retired. A retired policy is locked.`,
    advice: () =>
      "Put “status: deleted” and its “deletion” section back, and give the new policy another name.",
  },
  "would-lose-mailbox": {
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} would lose their last Exchange plan, and their mailbox with it. Nothing was changed.`,
    advice: () => "Give the person a licence with Exchange in another way first.",
  },
  "would-lose-licence": {
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} has a licence through this group only, and would lose it. Nothing was changed.`,
    advice: () => "Give the person the licence in another way first.",
  },
  "bookings-needs-exchange": {
    outcome: "refused",
    sentence: (a: Who) =>
      `${a.policy}: ${a.who} has no Exchange licence, and Bookings does not work without it. The directory could then remove everything that this group gives them. Nothing was changed.`,
    advice: () => "Give the person a licence with Exchange first, or remove them.",
  },
  "plan-needs-another": {
    outcome: "invalid",
    sentence: (a: Policy & { plan: string; lacking: readonly string[] }) =>
      `${a.policy}: Microsoft Graph requires ${a.plan} as well, and these people do not have it: ${a.lacking.join(", ")}. It was not switched on.`,
    advice: () => "Remove these people, or give them the plan first.",
  },
  "no-seat-left": {
    outcome: "failed",
    sentence: (a: Failed) => `${a.policy}: no seat of ${a.licence} was left for ${a.who}.`,
    advice: () => "Buy or free seats, then run again.",
  },
  "licences-exclude": {
    outcome: "failed",
    sentence: (a: Failed) => `${a.policy}: ${a.who} has another licence that conflicts with ${a.licence}.`,
    advice: () => "Remove the person, or change the other licence, then run again.",
  },
  "licence-depends": {
    outcome: "failed",
    sentence: (a: Failed) =>
      `${a.policy}: what is switched on needs another plan, which ${a.who} does not have.`,
    advice: () => "Give the person a licence that includes it (usually Exchange), then run again.",
  },
  "licence-failed": {
    outcome: "failed",
    sentence: (a: Failed) =>
      `${a.policy}: ${a.who} could not be given ${a.licence}: ${licenceFailure(a.word)}.`,
    advice: ({ who, word }: Failed) =>
      FAILURE_ADVICE[word]?.(who) ??
      "Look at the person's licences in the Microsoft 365 admin centre, then run again.",
  },
  "licences-still-processing": {
    outcome: "failed",
    sentence: (a: Policy) =>
      `${a.policy}: the directory is still assigning its licences. Everything has been requested.`,
    advice: () => "Large groups can take hours. Run again later: the next run checks the progress.",
  },
} as const satisfies Catalogue;
