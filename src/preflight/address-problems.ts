import type { Organisation } from "../model/organisation";
import { barsTo, isPerson, type LookedUp, mailboxWords, type Person, type Unknown } from "../model/person";
import { type Problem, problem } from "../problem/problem";
import type { NewAddress } from "./changed-addresses";

const REPLIES: ReadonlySet<string> = new Set(["user", "shared", "linked"]);

/** What keeps anything from being said of someone. What is true of one person stops no one else. */
function doubtsAbout(
  { address, at }: NewAddress,
  { sharedBy, mailbox, mailboxError = "" }: Person,
): Problem[] {
  if (sharedBy) {
    const [one, other] = sharedBy;
    return [problem("person-ambiguous", { address, one, other }, at)];
  }
  return mailbox === "unreadable"
    ? [problem("person-mailbox-unreadable", { address, reason: mailboxError }, at)]
    : [];
}

function memberProblems({ address, at }: NewAddress, person: Person): Problem[] {
  const [bar] = barsTo(person);
  switch (bar) {
    case undefined:
      return [];
    case "guest":
      return [problem("person-is-guest", { address }, at)];
    case "disabled":
      return [problem("person-disabled", { address }, at)];
    case "not-migrated":
      return [problem("person-not-migrated", { address }, at)];
    default:
      return [problem("person-is-not-a-user", { address, mailbox: mailboxWords(person.mailbox) }, at)];
  }
}

function replyProblems({ address, at }: NewAddress, person: Person): Problem[] {
  if (person.mailbox === "not-in-exchange-online")
    return [problem("reply-address-unfit", { address, mailbox: "mailbox outside Exchange Online" }, at)];
  // The accounts behind shared mailboxes are always disabled; a person's is when no one reads the mailbox any more.
  const isLeft = person.mailbox === "user" && !person.isEnabled;
  if (REPLIES.has(person.mailbox) && !person.isGuest && !isLeft) return [];
  const mailbox = person.isGuest
    ? "guest's address"
    : isLeft
      ? "mailbox whose account is disabled"
      : mailboxWords(person.mailbox);
  return [problem("reply-address-unfit", { address, mailbox }, at)];
}

/** What speaks against an address that the directory does not know. */
export function unknownProblem(
  { address, use, at }: Pick<NewAddress, "address" | "use" | "at">,
  { near, deleted }: Unknown,
): Problem {
  if (deleted !== undefined) return problem("person-deleted", { address, name: deleted, use }, at);
  return problem(use === "reply" ? "reply-address-unknown" : "person-unknown", { address, near }, at);
}

function aliasAdvice({ address, at }: NewAddress, { mail }: Person): Problem[] {
  if (mail.toLowerCase() === address) return [];
  return [problem("person-by-alias", { address, mail }, at)];
}

/** The service account under another of its addresses than the one in the spec, which a rule refuses as a user. */
export function operatorProblems(
  { address, use, at }: NewAddress,
  found: LookedUp | undefined,
  { operator }: Organisation,
): Problem[] {
  if (use !== "member" || operator === undefined || !found || !isPerson(found)) return [];
  const account = operator.toLowerCase();
  if (address === account || !found.addresses.includes(account)) return [];
  return [problem("operator-as-user", { user: address }, at)];
}

/** What speaks against an address where the specs use it: rows USR-3, USR-4, USR-5 and CRE-1. Pure. */
export function addressProblems(used: NewAddress, found: LookedUp | undefined): Problem[] {
  if (found === undefined) return [];
  if (!isPerson(found)) return [unknownProblem(used, found)];
  const doubts = doubtsAbout(used, found);
  if (doubts.length > 0) return doubts;
  const problems = used.use === "reply" ? replyProblems(used, found) : memberProblems(used, found);
  return [...problems, ...aliasAdvice(used, found)];
}
