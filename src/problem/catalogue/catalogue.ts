/** How bad a problem is: an error stops the run, a warning is shown and the run goes on, advice is for tidiness. */
export type Severity = "error" | "warning" | "advice";

/** How a command ends that an error stops; `src/problem/exit-code.ts` gives the exit code of each. */
export type ErrorOutcome = "failed" | "drift" | "invalid" | "sign-in" | "refused" | "unreadable";

/** What a sentence may be made of. Plain data, so that a problem can be written as JSON. */
export type ProblemArg = string | number | boolean | readonly string[] | undefined;

interface Words {
  readonly sentence: (args: never) => string;
  readonly advice?: (args: never) => string | undefined;
}

/** Everything about one code: how bad it is, how a command ends with it, what is wrong, and what to write instead. */
export type CatalogueEntry = Words &
  (
    | {
        /** With it, the problem is an error. */
        readonly outcome: ErrorOutcome;
        /** It concerns the one calendar of its arguments (`address` or `calendar`): that one is held back, the others go on. */
        readonly scope?: "calendar";
      }
    | { readonly severity: "warning" | "advice" }
  );

/** How bad every problem of a code is. */
export const severityOf = (entry: CatalogueEntry): Severity =>
  "outcome" in entry ? "error" : entry.severity;

/** The problems of one area, by kebab-case code. */
export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** The command that brings the last committed version of a file back, whether its removal was committed or not. */
export function restoring(file: string): string {
  const path = shellWord(file);
  return `git checkout "$(git log -1 --format=%h --diff-filter=AM -- ${path})" -- ${path}`;
}

/** “This”, “that” and “the other”. */
export const quotedList = (items: readonly string[]): string => items.map((item) => `“${item}”`).join(", ");

/** Not more names than someone reads; of a longer list, the rest is counted. */
export function firstOf(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 1 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** A text as a shell takes it: adopted calendars have addresses with quotes and brackets. */
export const shellWord = (text: string): string =>
  /^[\w@.+/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Why a person can no longer be on a calendar or in a policy. */
const LEFT: Readonly<Record<string, string>> = {
  "not-in-directory": "is not in the directory any more",
  disabled: "has a disabled account",
  guest: "is a guest of the tenant now",
  "not-migrated": "has no mailbox in Exchange Online",
  shared: "is a shared mailbox now",
  room: "is a room now",
  equipment: "is a piece of equipment now",
  "no-person": "has a mailbox without a person now",
};

/** The same with the name, where the account was deleted. */
export const whyLeft = ({
  reason,
  name = "",
}: {
  readonly reason: string;
  readonly name?: string;
}): string =>
  reason === "deleted"
    ? `was the address of ${name}, whose account was deleted within the last 30 days`
    : (LEFT[reason] ?? reason);

/** What to do about the last admin who has left. */
export const replaceAdmin = ({ address }: { readonly address: string }): string =>
  `Add another admin, or replace the person everywhere: bookings replace ${address} NEW-ADDRESS`;

/** Something could not be read; the argument of that name says which. */
export const leftUnread = <N extends string>(name: N, kind = "") =>
  ({
    outcome: "unreadable",
    sentence: (a: Readonly<Record<N | "why", string>>) =>
      `${kind}${a[name]} could not be read (${a.why}). It was left unchanged and is not assumed deleted.`,
    advice: () => CHECK_OBSERVER,
  }) as const satisfies CatalogueEntry;

export const CHECK_OBSERVER =
  "Run again. If it fails again, check the observer's permissions: bookings doctor";

/** What names the account that works on a calendar, and who can put it back. */
interface OffStaff {
  readonly operator: string;
  readonly admins: readonly string[];
}

/** Who can give the calendar operator its place on a calendar again. */
export const addOperator = ({ operator, admins }: OffStaff): string =>
  `Have ${admins.length > 0 ? `one of its admins (${admins.join(", ")}) or ` : ""}an Exchange administrator add ${operator} as an administrator in the Bookings app`;

/** The lines that let one run exceed a limit. */
export const overrideLines = (
  limit: string,
  a: { readonly count: number; readonly expires: string },
): string =>
  [
    "limitOverrides:",
    `  - limit: ${limit}`,
    `    number: ${a.count}`,
    "    reason: why, for auditors",
    `    expires: "${a.expires}"`,
  ].join("\n");

export const didYouMean = (near: string | undefined): string | undefined =>
  near === undefined ? undefined : `Did you mean “${near}”?`;
