import { KeyObject, webcrypto } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

/** The sandbox's certificate and key, and the file of the authority that signed it. */
export interface Certificates {
  readonly caFile: string;
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const tenYears = 10 * 365 * 24 * 3600 * 1000;

async function make(): Promise<Record<"ca.pem" | "server.pem" | "server.key", string>> {
  x509.cryptoProvider.set(webcrypto);
  const generate = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const [caKeys, serverKeys] = [await generate(), await generate()];
  const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + tenYears) };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Bookings sandbox authority",
    keys: caKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    subject: "CN=127.0.0.1",
    issuer: ca.subject,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: "ip", value: "127.0.0.1" },
        { type: "dns", value: "localhost" },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const key = KeyObject.from(serverKeys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  // The authority's own key is not kept: no one can sign anything further with it.
  return {
    "ca.pem": `${ca.toString("pem")}\n`,
    "server.pem": `${leaf.toString("pem")}\n`,
    "server.key": key,
  };
}

/** Certificates of a folder; made on the first start. The folder is the owner's only. */
export async function certificates(folder: string): Promise<Certificates> {
  const place = join(folder, "tls");
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const at = (name: string) => join(place, name);
  // The key is written last: if it is there, everything is.
  if (!existsSync(at("server.key"))) {
    for (const [name, content] of Object.entries(await make()))
      writeFileSync(at(name), content, { mode: 0o600 });
  }
  return {
    caFile: at("ca.pem"),
    certificate: readFileSync(at("server.pem"), "utf8"),
    key: readFileSync(at("server.key"), "utf8"),
  };
}
