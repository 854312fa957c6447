import { randomBytes } from "node:crypto";
import { type Html, html } from "../base/html";
import { type User, users } from "../records/user";
import { clientInfo, findClient, issueCode, signInCodes } from "./grants";
import { EntraError, type IdentityAnswer, type IdentityContext, type IdentityPage } from "./identity-page";

const shown = 50;

function personNamed({ world }: IdentityContext, address: string | null): User | undefined {
  if (address === null) return undefined;
  const found = world.store.of(users).by("address", address.toLowerCase());
  return found.find((user) => user.accountEnabled && user.deletedDateTime === null);
}

/** A page in which a person says who they are; the sandbox asks for no password. */
function choosePerson({ world }: IdentityContext, link: (address: string) => string): IdentityAnswer {
  const people = world.store
    .of(users)
    .all()
    .filter((user) => user.accountEnabled && user.mailbox === "user")
    .slice(0, shown);
  const items = people.map(
    ({ userPrincipalName: address, displayName }) =>
      html`<li><a href="${link(address)}">${displayName} (${address})</a></li>`,
  );
  const content = html`<p>Choose who you are. There is no password here.</p><ul>${items}</ul>`;
  return { status: 200, html: document("Sign in to the sandbox", content) };
}

/** Codes go to this machine only. */
function assertLocal(redirectUri: string): void {
  const local =
    URL.canParse(redirectUri) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(redirectUri).hostname);
  if (!local) throw new EntraError(50011, redirectUri);
}

/** GET …/authorize: with a login_hint that is known the sign-in is done at once, else a person chooses. */
export const authorizePage: IdentityPage = (context, request) => {
  const { query } = request;
  const { clientId } = findClient(context, query.get("client_id") ?? "");
  const redirectUri = query.get("redirect_uri") ?? "";
  assertLocal(redirectUri);
  if (query.get("response_type") !== "code") throw new EntraError(700054);
  const challenge = query.get("code_challenge");
  if (challenge !== null && query.get("code_challenge_method") !== "S256") throw new EntraError(501491);
  const person = personNamed(context, query.get("login_hint"));
  if (!person) return choosePerson(context, (address) => `${request.path}?${withHint(query, address)}`);
  const code = issueCode(context.world.store, {
    kind: "authorization",
    clientId,
    userId: person.id,
    scope: query.get("scope") ?? "",
    redirectUri,
    challenge,
    nonce: query.get("nonce"),
  });
  const state = query.get("state") ?? "";
  const answer = { code, state, client_info: clientInfo(context, person.id) };
  return query.get("response_mode") === "form_post"
    ? formPost(redirectUri, answer)
    : redirect(redirectUri, answer);
};

function redirect(redirectUri: string, answer: Readonly<Record<string, string>>): IdentityAnswer {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.href } };
}

function formPost(redirectUri: string, answer: Readonly<Record<string, string>>): IdentityAnswer {
  const fields = Object.entries(answer).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const form = html`<form method="post" action="${redirectUri}">${fields}<button>Continue</button></form>
<script>document.forms[0].submit()</script>`;
  return { status: 200, html: document("Signing in", form) };
}

function withHint(query: URLSearchParams, address: string): string {
  const copy = new URLSearchParams(query);
  copy.set("login_hint", address);
  return copy.toString();
}

/** POST …/devicecode */
export const deviceCodePage: IdentityPage = (context, { form }) => {
  const { clientId } = findClient(context, form.get("client_id") ?? "");
  const userCode = randomBytes(5).toString("hex").slice(0, 9).toUpperCase();
  const scope = form.get("scope") ?? "";
  const code = issueCode(context.world.store, { kind: "device", clientId, scope, userCode });
  const page = `${context.world.origin}/devicelogin`;
  return {
    status: 200,
    body: {
      device_code: code,
      user_code: userCode,
      verification_uri: page,
      expires_in: 900,
      interval: 1,
      message: `To sign in, use a web browser to open the page ${page}?user_code=${userCode} and enter the code ${userCode} to authenticate.`,
    },
  };
};

function document(title: string, content: Html): string {
  return html`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`.markup;
}

/** Programs show the address and the code, and people type the code in. */
function askForCode(wrong: boolean): IdentityAnswer {
  const complaint =
    wrong &&
    html`<p id="wrong" role="alert">That code did not work. Check it, or ask the program for a new one.</p>`;
  const content = html`${complaint}<form action="/devicelogin"><p><label for="code">Code that the program shows</label>
<input id="code" name="user_code" required autocomplete="off"${wrong && html` aria-describedby="wrong"`}></p><p><button>Next</button></p></form>`;
  return { status: wrong ? 400 : 200, html: document("Enter the code", content) };
}

/** GET /devicelogin?user_code=…: the person says who they are; with `address` it is done. Without a code it asks for it. */
export const deviceLoginPage: IdentityPage = (context, { query }) => {
  const userCode = (query.get("user_code") ?? "").trim().toUpperCase();
  const codes = context.world.store.of(signInCodes);
  const waiting = userCode === "" ? undefined : codes.by("userCode", userCode)[0];
  if (!waiting) return askForCode(userCode !== "");
  const person = personNamed(context, query.get("address"));
  if (!person)
    return choosePerson(
      context,
      (address) => `/devicelogin?${new URLSearchParams({ user_code: userCode, address })}`,
    );
  codes.put({ ...waiting, userId: person.id });
  return { status: 200, html: document("You have signed in", html`<p>You can close this page.</p>`) };
};
