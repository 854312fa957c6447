import type { RecordedUser } from "../engine/run-result";
import type { KnownPeople } from "../model/person";
import { type PolicySet, policyFields, policySets } from "../model/policy-fields";
import type { ChangeKind, PolicyChange, PolicyOutcome, SwitchChange } from "../plan/change";
import { oneLine, unbrokenTexts } from "../problem/printable";
import { changeText, KIND_WORDS, outcomeLines } from "./change-words";
import type { ListedPolicy } from "./listing";
import type { Paint } from "./paint";
import { counted, labelled, licenceCounts, nameOf, personName } from "./phrases";
import { licenceWords, policyStatusWords } from "./status-words";
import { type TableOptions, table } from "./table";

/** Up to here people are named; of a policy of thousands no one reads more. */
const MOST_NAMES = 40;

/** What people must know beside applications and people. The calendars' notes speak of calendars. */
const NOTES: Partial<Readonly<Record<ChangeKind, string>>> = {
  complete:
    "An earlier run began this policy and did not finish it, or the directory could not give everybody the licence.",
  recreate: "The tenant lost the group of this policy. It is created again with its people.",
  delete: "The policy is retired: its people lose what it gives, and keep what they have from elsewhere.",
  record: "It was retired before, and this state does not know it yet. Nothing is written to the tenant.",
};

const ADOPTION_NOTES: Readonly<Record<NonNullable<PolicyChange["adopts"]>, string>> = {
  now: "An existing group is taken over. What is switched on is switched on for everybody in it, listed or not.",
  completed: "From now on the group's people are those of the spec: whoever else is in it is taken off.",
};

/** What has been begun by an earlier run, and what a spec merely says more strictly now. */
function noteOf({ kind, adopts }: PolicyChange): string | undefined {
  return adopts ? ADOPTION_NOTES[adopts] : NOTES[kind];
}

/** “Create” for a new group, and “Take over” for one that is there. */
const verbOf = ({ kind, adopts }: PolicyChange): string =>
  adopts === "now"
    ? "Take over"
    : adopts === "completed" && kind === "complete"
      ? "Change"
      : KIND_WORDS[kind].before;

const title = (change: PolicyChange): string => `policy ${change.displayName}`;

function names(label: string, changes: readonly SwitchChange[], name: (text: string) => string): string[] {
  const rest = changes.length - MOST_NAMES;
  return [
    ...changes.slice(0, MOST_NAMES).map((one) => `${label}: ${oneLine(name(one.name))}`),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ];
}

function setLines(change: PolicyChange, set: PolicySet, people?: KnownPeople): string[] {
  const { add, remove, journal } = policyFields[set].set;
  const name = (text: string): string => (journal === "people" ? personName(text, people) : text);
  const { on = [], off = [] } = byState(change[set]);
  return [...names(add, on, name), ...names(remove, off, name)];
}

/** How many of a set are added and removed: “Add: 40 users”. */
function countLines(change: PolicyChange, set: PolicySet): string[] {
  const { label, set: words } = policyFields[set];
  const one = label.replace(/s$/, "");
  const { on, off } = byState(change[set]);
  return [
    ...(on ? [`${words.add}: ${counted(on.length, one, label)}`] : []),
    ...(off ? [`${words.remove}: ${counted(off.length, one, label)}`] : []),
  ];
}

const byState = (changes: readonly SwitchChange[]): { on?: SwitchChange[]; off?: SwitchChange[] } =>
  Object.fromEntries(Map.groupBy(changes, ({ on }) => (on ? "on" : "off")));

function policyText(
  change: PolicyChange,
  paint: Paint,
  linesOf: typeof setLines,
  people?: KnownPeople,
): string {
  const lines = [
    ...(change.deletion ? [`Reason: ${oneLine(change.deletion.reason)}`] : []),
    ...policySets.flatMap((set) => linesOf(change, set, people)),
  ];
  return changeText(
    change,
    { title: title(change), verb: verbOf(change), note: noteOf(change) },
    lines,
    paint,
  );
}

const changing = (changes: readonly PolicyChange[]): PolicyChange[] =>
  changes.filter(({ kind }) => kind !== "unchanged");

/** What happens to policies, as a Local Administrator reads it. Unchanged ones are only counted. */
export const policyTexts = (changes: readonly PolicyChange[], paint: Paint, people?: KnownPeople): string[] =>
  changing(changes).map((change) => policyText(change, paint, setLines, people));

/** The same in a plan that is too long to read: applications and people are counted. */
export const policyOutlines = (changes: readonly PolicyChange[], paint: Paint): string[] =>
  changing(changes).map((change) => policyText(change, paint, countLines));

/** What a run of `up` did to one policy, with what went wrong below. */
export function policyOutcomeLines(outcome: PolicyOutcome, paint: Paint): string[] {
  const { change } = outcome;
  return outcomeLines(outcome, title(change), paint, "", {
    before: verbOf(change),
    ...(change.adopts === "now" && { done: "Taken over:" }),
    // part of it may have been done: the reasons say what was not
    ...(!["delete", "record"].includes(change.kind) && { notDone: "Not complete:" }),
  });
}

const COLUMNS = [
  { heading: "USER POLICY" },
  { heading: "STATUS" },
  { heading: "LICENCE" },
  { heading: "APPLICATIONS" },
  { heading: "USERS", right: true },
  { heading: "IN PROGRESS", right: true },
  { heading: "FAILED", right: true },
];

/** The user policies, a line each: for how many of its people the directory has still to do, or could not do, what it asks. */
export function policyTable(policies: readonly ListedPolicy[], options: TableOptions = {}): string {
  const rows = policies.map((policy) => {
    const { displayName, baseLicence, applications, users } = policy;
    const { inProgress, failed } = licenceCounts(users);
    const numbers = [users.length, inProgress, failed].map(String);
    return [displayName, policyStatusWords(policy), baseLicence, applications.join(", "), ...numbers];
  });
  return table(COLUMNS, rows, options);
}

function userText(user: RecordedUser, isAsked: boolean, paint: Paint): string {
  const words = isAsked ? licenceWords(user) : "";
  const name = nameOf(user);
  if (words === "") return name;
  return `${name} ${(user.licence === "failed" ? paint.bad : paint.warning)(`– ${words}`)}`;
}

/** Everything that is known about one user policy: its people with what the directory has made of their licences. */
export function policyDetail(told: ListedPolicy, paint: Paint): string {
  const policy = unbrokenTexts(told);
  const { displayName, status, organisation, baseLicence, applications, file, users, unlisted } = policy;
  const people = users.map((user) => userText(user, status !== "planned", paint));
  const more =
    unlisted > 0
      ? [`and ${counted(unlisted, "person", "people")} in its group, not listed in the spec yet`]
      : [];
  const or = (texts: readonly string[]): readonly string[] => (texts.length > 0 ? texts : ["none"]);
  return [
    paint.strong(displayName),
    ...labelled("Status", [policyStatusWords(policy)]),
    ...labelled("Organisation", [organisation]),
    ...labelled("Base licence", [baseLicence]),
    ...labelled("Applications", or(applications)),
    ...labelled("Spec", file ? [file] : []),
    ...labelled("Users", or([...people, ...more])),
    "",
  ].join("\n");
}
