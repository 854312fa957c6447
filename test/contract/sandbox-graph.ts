import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "../sandbox/support/client";
import type { Who } from "./chain";
import type { ContractGraph, Outcome } from "./contract-graph";

/** Who is in the sandbox that the contract is run against. */
export const contractSeed = {
  organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
  users: ["amy.shah", "bob.jones", "stranger"].map((name) => ({
    address: `${name}@nhs.net`,
    organisation: "Leeds",
    licences: [{ sku: "ENTERPRISEPACK" }],
  })),
};

/** A sandbox as the contract sees Graph. */
export async function sandboxGraph(sandbox: Sandbox): Promise<ContractGraph> {
  const client = new TestClient(sandbox);
  const tokens: Record<Exclude<Who, "nobody">, string> = {
    observer: await client.appToken(),
    directory: await client.appToken("directoryOperator"),
    operator: await client.operatorToken("leeds"),
    stranger: await client.minted(["Bookings.Manage.All"], "stranger@nhs.net"),
  };
  return {
    callers: new Set<Who>(["observer", "directory", "operator", "stranger", "nobody"]),
    variables: {
      organisation: "Leeds",
      domain: "nhs.net",
      operator: "svc.leeds.bookings@nhs.net",
      amy: "amy.shah@nhs.net",
      bob: "bob.jones@nhs.net",
    },
    isReal: false,
    async send(who, { method, path, headers, text }): Promise<Outcome> {
      const token: Record<string, string> =
        who === "nobody" ? {} : { authorization: `Bearer ${tokens[who]}` };
      const length: Record<string, string> =
        text === undefined ? {} : { "content-length": String(Buffer.byteLength(text)) };
      const answer = await client.send(`${sandbox.url}${path}`, {
        method,
        headers: { ...length, ...token, ...headers },
        ...(text === undefined ? {} : { raw: text }),
      });
      const body = answer.body ?? (answer.text === "" ? undefined : answer.text);
      // Repeated headers are of no interest here.
      return { status: answer.status, headers: answer.headers as Record<string, string>, body };
    },
  };
}
