import { type Problem, problem } from "../problem/problem";
import type { Claims, IdentityFacts } from "./facts";
import { HARMLESS_SCOPES, OBSERVER_NEEDS, OPERATOR_NEEDS } from "./needed-rights";

type Needs = Readonly<Record<string, readonly string[]>>;

/** What is missing is an error; what is too much is a warning, also where it does in place of something smaller. */
function compared(identity: string, needs: Needs, held: readonly string[]): Problem[] {
  const missing = Object.entries(needs)
    .filter(([name, larger]) => ![name, ...larger].some((one) => held.includes(one)))
    .map(([name]) => name);
  const extra = held.filter((name) => !(name in needs)).sort();
  return [
    ...(missing.length > 0 ? [problem("doctor-permission-missing", { identity, permissions: missing })] : []),
    ...(extra.length > 0 ? [problem("doctor-permission-extra", { identity, permissions: extra })] : []),
  ];
}

/** Observer and directory operators are applications; calendar operators are accounts. */
function wrongKind({ name, kind }: IdentityFacts, { scopes }: Claims): Problem[] {
  const isAccount = scopes !== undefined;
  if (isAccount === (kind === "calendar")) return [];
  const [application, account] = ["an application by itself", "an account that has signed in"];
  const [is, needed] = isAccount ? [account, application] : [application, account];
  return [problem("doctor-wrong-kind", { identity: name, is, needed })];
}

function observerNeeds(mailboxesInExchange: boolean): Needs {
  if (!mailboxesInExchange) return OBSERVER_NEEDS;
  // given in Entra ID it would hold for every mailbox: Exchange Online cannot take that back
  const { "MailboxSettings.Read": _inExchange, ...needs } = OBSERVER_NEEDS;
  return needs;
}

/** The permissions in an identity's token against those that its kind needs. */
export function judgePermissions(
  identity: IdentityFacts,
  claims: Claims,
  mailboxesInExchange: boolean,
): Problem[] {
  const wrong = wrongKind(identity, claims);
  if (wrong.length > 0) return wrong;
  const { scopes = [], roles = [] } = claims;
  switch (identity.kind) {
    case "observer":
      return compared(identity.name, observerNeeds(mailboxesInExchange), roles);
    case "calendar":
      return compared(
        identity.name,
        OPERATOR_NEEDS,
        scopes.filter((scope) => !HARMLESS_SCOPES.includes(scope)),
      );
    case "directory":
      return compared(identity.name, {}, roles);
  }
}
