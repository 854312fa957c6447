import { randomBytes } from "node:crypto";
import { applications } from "../application";
import { EntraError } from "../entra-error";
import type { IdentityPage } from "../identity-service";
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

/** GET /devicelogin?user_code=…: the person says who they are; with `address` it is done. */
export const deviceLoginPage: IdentityPage = (context, { query }) => {
  const userCode = (query.get("user_code") ?? "").toUpperCase();
  const codes = context.world.store.of(signInCodes);
  const waiting = codes.by("userCode", userCode)[0];
  if (!waiting) throw new EntraError("bad_verification_code", 70018, "That code did not work.");
  const person = personNamed(context, query.get("address"));
  if (!person)
    return choosePerson(
      context,
      (address) => `/devicelogin?${new URLSearchParams({ user_code: userCode, address })}`,
    );
  codes.put({ ...waiting, userId: person.id });
  return {
    status: 200,
    html: '<!doctype html><html lang="en-GB"><title>Signed in</title><h1>You have signed in</h1><p>You can close this page.</p></html>',
  };
};
