import { escapeHtml } from "../../page/escape-html";
import { applications } from "../application";
import { EntraError } from "../entra-error";
import type { IdentityAnswer } from "../identity-answer";
import type { IdentityPage } from "../identity-page";
import { issueCode } from "../sign-in-code";
import { choosePerson, personNamed } from "./choose-person";

/** Codes go to this machine only. */
function assertLocal(redirectUri: string): void {
  const local =
    URL.canParse(redirectUri) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(redirectUri).hostname);
  if (!local) {
    throw new EntraError(
      "invalid_request",
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application.`,
    );
  }
}

/** GET …/authorize: with a login_hint that is known the sign-in is done at once, else a person chooses. */
export const authorizePage: IdentityPage = (context, request) => {
  const { query } = request;
  const clientId = query.get("client_id") ?? "";
  if (!context.world.store.of(applications).get(clientId)) {
    throw new EntraError(
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory.`,
    );
  }
  const redirectUri = query.get("redirect_uri") ?? "";
  assertLocal(redirectUri);
  if (query.get("response_type") !== "code")
    throw new EntraError("unsupported_response_type", 700054, "Only response_type 'code' is enabled.");
  const challenge = query.get("code_challenge");
  if (challenge !== null && query.get("code_challenge_method") !== "S256") {
    throw new EntraError("invalid_request", 501491, "The code_challenge_method must be S256.");
  }
  const person = personNamed(context, query.get("login_hint"));
  if (!person) {
    return choosePerson(context, (address) => `${request.path}?${withHint(query, address)}`);
  }
  const scope = query.get("scope") ?? "";
  const code = issueCode(context.world.store, {
    kind: "authorization",
    clientId,
    userId: person.id,
    scope,
    redirectUri,
    challenge,
    nonce: query.get("nonce"),
    userCode: null,
  });
  const answer = {
    code,
    state: query.get("state") ?? "",
    client_info: clientInfo(person.id, context.world.tenant.tenantId),
  };
  return query.get("response_mode") === "form_post"
    ? formPost(redirectUri, answer)
    : redirect(redirectUri, answer);
};

function redirect(redirectUri: string, answer: Readonly<Record<string, string>>): IdentityAnswer {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.href } };
}

/** A page that sends the answer on by itself. */
function formPost(redirectUri: string, answer: Readonly<Record<string, string>>): IdentityAnswer {
  const fields = Object.entries(answer).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const html = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Signing in</title></head><body>
<form method="post" action="${escapeHtml(redirectUri)}">${fields.join("")}<button>Continue</button></form>
<script>document.forms[0].submit()</script></body></html>`;
  return { status: 200, html };
}

function withHint(query: URLSearchParams, address: string): string {
  const copy = new URLSearchParams(query);
  copy.set("login_hint", address);
  return copy.toString();
}

function clientInfo(userId: string, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString("base64url");
}
