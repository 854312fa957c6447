import { SignJWT } from "jose";
import type { IdentityContext } from "../identity-context";
import type { IdentityPage } from "../identity-page";

/** The issuer that stands for a pipeline's own, such as GitHub's. */
export function federationIssuer({ world }: IdentityContext): string {
  return `${world.origin}/federation`;
}

/** GET /federation/.well-known/openid-configuration */
export const federationConfiguration: IdentityPage = (context) => {
  const issuer = federationIssuer(context);
  return {
    status: 200,
    body: {
      issuer,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["public"],
      response_types_supported: ["id_token"],
    },
  };
};

/** GET /federation/keys */
export const federationKeys: IdentityPage = ({ federationKey }) => ({
  status: 200,
  body: { keys: [{ ...federationKey.jwk }] },
});

/** A workload's token for a subject, as a pipeline would get it from its own platform. */
export function workloadToken(
  context: IdentityContext,
  subject: string,
  audience: string,
  lifetime: number,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: context.federationKey.keyId })
    .setIssuer(federationIssuer(context))
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(context.federationKey.privateKey);
}
