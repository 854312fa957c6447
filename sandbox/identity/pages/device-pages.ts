import { randomBytes } from "node:crypto";
import { applications } from "../application";
import { EntraError } from "../entra-error";
import type { IdentityAnswer } from "../identity-answer";
import type { IdentityPage } from "../identity-page";
import { issueCode, signInCodes } from "../sign-in-code";
import { choosePerson, personNamed } from "./choose-person";

/** POST …/devicecode */
export const deviceCodePage: IdentityPage = (context, { form }) => {
  const clientId = form.get("client_id") ?? "";
  if (!context.world.store.of(applications).get(clientId)) {
    throw new EntraError(
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory.`,
    );
  }
  const userCode = randomBytes(5).toString("hex").slice(0, 9).toUpperCase();
  const kept = { kind: "device", clientId, userId: null, scope: form.get("scope") ?? "", userCode } as const;
  const code = issueCode(context.world.store, { ...kept, redirectUri: null, challenge: null, nonce: null });
  const page = `${context.world.origin}/devicelogin`;
  return {
    status: 200,
    body: {
      device_code: code,
      user_code: userCode,
      verification_uri: page,
      expires_in: 900,
      interval: 1,
      message: `To sign in, use a web browser to open the page ${page}?user_code=${userCode} and choose who you are.`,
    },
  };
};

function document(title: string, ...content: readonly string[]): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1>${content.join("")}</main></body></html>`;
}

/** Programs show the address and the code, and people type the code in. */
function askForCode(wrong: boolean): IdentityAnswer {
  const complaint = wrong
    ? '<p id="wrong" role="alert">That code did not work. Check it, or ask the program for a new one.</p>'
    : "";
  const described = wrong ? ' aria-describedby="wrong"' : "";
  const form = `<form action="/devicelogin"><p><label for="code">Code that the program shows</label>
<input id="code" name="user_code" required autocomplete="off"${described}></p><p><button>Next</button></p></form>`;
  return { status: wrong ? 400 : 200, html: document("Enter the code", complaint, form) };
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
  return { status: 200, html: document("You have signed in", "<p>You can close this page.</p>") };
};
