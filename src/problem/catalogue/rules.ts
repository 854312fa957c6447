import { type Catalogue, didYouMean, quotedList } from "./catalogue";

/** Problems that the rules of src/rules report. The rule's page in docs/rules/ says more of each. */
export const rulesProblems = {
  "calendar-without-admin": {
    outcome: "invalid",
    sentence: ({ calendar }: { calendar: string }) => `The calendar “${calendar}” has no admin.`,
    advice: () =>
      "Add at least one person under “admins” (guide, section 3: before a calendar is created). A service account does not count.",
  },
  "user-has-both-roles": {
    outcome: "invalid",
    sentence: ({ user }: { user: string }) => `${user} is both admin and viewer of this calendar.`,
    advice: () => "Keep one of the two (guide, section 3). An admin sees all that a viewer sees.",
  },
  "user-listed-twice": {
    outcome: "invalid",
    sentence: ({ user }: { user: string }) => `${user} is listed twice.`,
    advice: () => "Remove one of the two. Capital and small letters make no difference in an address.",
  },
  "address-clash": {
    outcome: "invalid",
    sentence: ({ address }: { address: string }) => `Another calendar has the same address: ${address}.`,
    advice: ({ tombstone }: { tombstone: boolean }) =>
      tombstone
        ? "One of them is deleted, and the address of a deleted calendar is never used again. Choose another clinic name."
        : "Choose another clinic name, or remove the spec that is there twice. Spaces, punctuation and capitals make no difference: see docs/rules/naming.md.",
  },
  "short-name-clash": {
    outcome: "invalid",
    sentence: ({ shortName, other }: { shortName: string; other: string }) =>
      shortName.toLowerCase() === other.toLowerCase()
        ? `Another organisation has the short name “${other}”.`
        : `The short name “${shortName}” begins with that of another organisation, “${other}”.`,
    advice: () =>
      "Choose another short name: an address that begins with both could belong to either organisation.",
  },
  "address-of-another": {
    outcome: "invalid",
    sentence: ({ address, holder, shortName }: { address: string; holder: string; shortName: string }) =>
      `${address} is a calendar that ${holder} adopted, and begins with the short name of another organisation, “${shortName}”.`,
    advice: ({ holder, shortName }: { holder: string; shortName: string }) =>
      `If the calendar belongs to ${shortName}, hand it over: docs/la/hand-over.md\nIf it belongs to ${holder}, accept that in its spec, under “exceptions” with “problem: address-of-another”. If “${shortName}” is new, another short name can be chosen instead.`,
  },
  "directory-name-clash": {
    outcome: "invalid",
    sentence: ({ directoryName }: { directoryName: string }) =>
      `Another organisation has the directory name “${directoryName}”.`,
    advice: () =>
      "This name tells which organisation a user belongs to. Correct “directoryName” in the organisation.yaml that has it wrong.",
  },
  "folder-is-not-organisation": {
    outcome: "invalid",
    sentence: ({ folder, shortName }: { folder: string; shortName: string }) =>
      `The folder is called “${folder}”, but the organisation's short name is “${shortName}”.`,
    advice: ({ expected }: { expected: string }) =>
      `Rename the folder to “${expected}”: the organisation's state has that name.`,
  },
  "short-name-reserved": {
    outcome: "invalid",
    sentence: ({ shortName }: { shortName: string }) =>
      `“${shortName}” cannot be used as a short name: it has a meaning of its own here or on Windows.`,
    advice: () => "Choose another short name.",
  },
  "organisation-not-empty": {
    outcome: "invalid",
    sentence: ({ organisation, name }: { organisation: string; name: string }) =>
      `${organisation} cannot be retired: ${name} is still in use.`,
    advice: () => "Delete all its calendars and retire all its policies first, in a separate change.",
  },
  "deletion-not-confirmed": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) => `The deletion of “${name}” is not confirmed.`,
    advice: ({ name }: { name: string }) => `Add:\ndeletion:\n  confirm: ${name}\n  reason: …`,
  },
  "deletion-confirms-another": {
    outcome: "invalid",
    sentence: ({ confirm, name }: { confirm: string; name: string }) =>
      `The deletion names “${confirm}”, but this is “${name}”.`,
    advice: ({ name }: { name: string }) => `If this is the one to delete, write exactly “confirm: ${name}”.`,
  },
  "deletion-without-status": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) => `“${name}” has a “deletion”, but its status is not “deleted”.`,
    advice: () => "Add “status: deleted”, or remove the deletion.",
  },
  "deleted-with-users": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) => `“${name}” is deleted, but still lists users.`,
    advice: () => "Remove the whole list: admins and viewers go with the calendar (guide, section 4.3).",
  },
  "deleted-and-recreated": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) =>
      `“${name}” is to be deleted and created again at the same time.`,
    advice: () => "Remove “recreate”, or “status: deleted” with its deletion.",
  },
  "recreate-confirms-another": {
    outcome: "invalid",
    sentence: ({ confirm, address }: { confirm: string; address: string }) =>
      `“recreate” names “${confirm}”, but this is “${address}”.`,
    advice: ({ address }: { address: string }) =>
      `If this calendar should be created again, write “confirm: ${address}” exactly.`,
  },
  "phone-has-letters": {
    outcome: "invalid",
    sentence: ({ phone }: { phone: string }) => `“${phone}” is not a phone number.`,
    advice: () =>
      'Write digits, spaces, brackets and hyphens, with a plus only at the beginning and an extension only at the end: "+44 113 496 0000 ext. 12".',
  },
  "phone-length": {
    severity: "warning",
    sentence: ({ phone, digits }: { phone: string; digits: number }) =>
      `“${phone}” has ${digits} digits, which is unusual for a UK phone number.`,
    advice: () => "Patients will call it: check it once more.",
  },
  "phone-without-zero": {
    severity: "warning",
    sentence: ({ phone }: { phone: string }) => `“${phone}” begins neither with 0 nor with +44.`,
    advice: () => "Write the whole number with its area code, so that it can be called from anywhere.",
  },
  "phone-trunk-zero": {
    severity: "advice",
    sentence: ({ phone }: { phone: string }) => `“${phone}” has both +44 and the 0 that it replaces.`,
    advice: () => "Leave out the 0: with it the number cannot be called from a mobile by touching it.",
  },
  "too-many-staff": {
    outcome: "invalid",
    sentence: ({ count, limit }: { count: number; limit: number }) =>
      `The calendar has ${count} users, more than the limit of ${limit}.`,
    advice: () =>
      "Split the clinic into several calendars. Microsoft Bookings allows 100 members of staff, the service account among them.",
  },
  "operator-as-user": {
    outcome: "invalid",
    sentence: ({ user }: { user: string }) => `${user} is the organisation's service account.`,
    advice: () => "Remove it: it has access anyway, is not shown to users, and never counts as an admin.",
  },
  "calendar-as-account": {
    outcome: "invalid",
    sentence: ({ address }: { address: string }) => `${address} is the address of a calendar.`,
    advice: () =>
      "Write a person's address; as reply address, that of a person or of a shared mailbox (guide, section 3).",
  },
  "name-says-it-twice": {
    severity: "advice",
    sentence: ({ name }: { name: string }) => `The computed name repeats itself: “${name}”.`,
    advice: ({ part }: { part: string }) =>
      `The address already has “${part}”. An existing calendar keeps its name; a new one can leave it out here.`,
  },
  "service-area-spelt-differently": {
    severity: "warning",
    sentence: ({ text, other }: { text: string; other: string }) =>
      `The service area “${text}” is written “${other}” elsewhere in this organisation.`,
    advice: () => "Write it the same everywhere, so that its calendars are shown together.",
  },
  "licence-not-offered": {
    outcome: "invalid",
    sentence: ({ licence }: { licence: string }) =>
      `“${licence}” is not among the base licences that specs/tenant.yaml offers.`,
    advice: ({ near, offered }: { near?: string | undefined; offered: readonly string[] }) =>
      didYouMean(near) ?? `Write one of ${quotedList(offered)}.`,
  },
  "licence-offered-twice": {
    outcome: "invalid",
    sentence: ({ licence }: { licence: string }) => `The base licence “${licence}” is offered twice.`,
    advice: () => "Remove one of the two.",
  },
  "user-in-two-policies": {
    outcome: "invalid",
    sentence: ({ user, policy, other }: { user: string; policy: string; other: string }) =>
      `${user} is in the user policy “${policy}” and also in “${other}”.`,
    advice: () =>
      "Keep the user in one of the two. If users may be in several policies, write “oneUserPolicyPerUser: false” in specs/tenant.yaml.",
  },
  "policy-clash": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) => `Another user policy has the same name: “${name}”.`,
    advice: () =>
      "Choose another name. Spaces, punctuation and capitals make no difference: see docs/rules/naming.md.",
  },
  "policy-without-users": {
    outcome: "invalid",
    sentence: ({ name }: { name: string }) => `The user policy “${name}” lists no users.`,
    advice: () => "List them under “users”, or retire the policy by “status: deleted”.",
  },
  "application-listed-twice": {
    outcome: "invalid",
    sentence: ({ application }: { application: string }) => `“${application}” is listed twice.`,
    advice: () => "Remove one of the two.",
  },
  "operator-shared": {
    outcome: "invalid",
    sentence: ({ operator }: { operator: string }) =>
      `Another organisation has the same service account: ${operator}.`,
    advice: () =>
      "Give each organisation an account of its own: one that serves two can change the calendars of both.",
  },
  "pipeline-shared": {
    outcome: "invalid",
    sentence: ({ what, value }: { what: string; value: string }) =>
      `The ${what} “${value}” is trusted by another identity too.`,
    advice: () =>
      "Give each organisation, and the observer, one of its own: jobs in it can sign in as every identity that trusts it.",
  },
  "pipeline-without-home": {
    outcome: "invalid",
    sentence: ({ what, missing }: { what: string; missing: string }) =>
      `A ${what} is trusted, but specs/tenant.yaml does not say under “${missing}” where it is.`,
    advice: ({ missing }: { missing: string }) =>
      `Add “${missing}” to specs/tenant.yaml, or remove this line.`,
  },
  "override-for-no-day": {
    outcome: "invalid",
    sentence: ({ expires }: { expires: string }) => `${expires} is not a date that exists.`,
    advice: () => "Write the last day of the override as year-month-day, such as 2026-12-31.",
  },
  "override-repeated": {
    outcome: "invalid",
    sentence: ({ limit }: { limit: string }) => `There are two overrides of the limit “${limit}”.`,
    advice: () => "Keep one of them.",
  },
} as const satisfies Catalogue;
