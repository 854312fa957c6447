import { type User, users } from "../../directory/users/user";
import { escapeHtml } from "../../page/escape-html";
import type { IdentityAnswer } from "../identity-answer";
import type { IdentityContext } from "../identity-context";

const shown = 50;

/** The person whom a sign-in names, if they may sign in. */
export function personNamed({ world }: IdentityContext, address: string | null): User | undefined {
  if (address === null) return undefined;
  const found = world.store.of(users).by("address", address.toLowerCase());
  return found.find((user) => user.accountEnabled && user.deletedDateTime === null);
}

/** A page in which a person says who they are; the sandbox asks for no password. */
export function choosePerson({ world }: IdentityContext, link: (address: string) => string): IdentityAnswer {
  const people = world.store
    .of(users)
    .all()
    .filter((user) => user.accountEnabled && user.mailbox === "user")
    .slice(0, shown);
  const items = people.map(
    (user) =>
      `<li><a href="${escapeHtml(link(user.userPrincipalName))}">${escapeHtml(user.displayName)} (${escapeHtml(user.userPrincipalName)})</a></li>`,
  );
  const html = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Sign in to the sandbox</title></head>
<body><main><h1>Sign in to the sandbox</h1><p>Choose who you are. There is no password here.</p><ul>${items.join("")}</ul></main></body></html>`;
  return { status: 200, html };
}
