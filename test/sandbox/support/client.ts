import { type Agent, type RequestOptions, request } from "node:https";
import type { Sandbox } from "../../../sandbox/start";
import { sandboxAgent } from "../../playground/ask-json";

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any;
  readonly text: string;
}

/** What a test sends. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, whatever the headers say. */
  readonly raw?: string;
}

/** A client of a sandbox for tests: plain HTTPS that trusts its authority. */
export class TestClient {
  readonly agent: Agent;

  constructor(readonly sandbox: Sandbox) {
    this.agent = sandboxAgent(sandbox.caFile);
  }

  send(url: string, sent: Sent = {}): Promise<Answer> {
    const content = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const options: RequestOptions = {
      agent: this.agent,
      method: sent.method ?? "GET",
      // A foreign Host must not become the name that the certificate is checked for.
      ...(sent.headers?.["host"] === undefined ? {} : { servername: "localhost" }),
      headers: {
        ...(content === undefined
          ? {}
          : { "content-type": "application/json", "content-length": String(Buffer.byteLength(content)) }),
        ...sent.headers,
      },
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(url, options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const json = /json/.test(incoming.headers["content-type"] ?? "") && text !== "";
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: json ? JSON.parse(text) : undefined,
            text,
          });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(content);
    });
  }

  /** Graph with a token: `call(token, "GET", "/users")`. */
  call(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const all = { authorization: `Bearer ${token}`, ...headers };
    return this.send(`${this.sandbox.url}${path}`, {
      method,
      headers: all,
      ...(body === undefined ? {} : { body }),
    });
  }

  admin(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.sandbox.adminToken}` };
    return this.send(`${this.sandbox.adminUrl}/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  }

  /** What the token endpoint says to that form. */
  token(form: Record<string, string>): Promise<Answer> {
    return this.send(`${this.sandbox.authority}/${this.sandbox.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      raw: new URLSearchParams(form).toString(),
    });
  }

  /** A token of the observer or the directory operator. */
  async appToken(who: "observer" | "directoryOperator" = "observer"): Promise<string> {
    const { clientId, clientSecret } = this.sandbox.identities[who];
    const answer = await this.token({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "https://graph.microsoft.com/.default",
    });
    return answer.body.access_token;
  }

  /** A token with just these permissions: of an application, or of that user. */
  async minted(permissions: string[], address?: string): Promise<string> {
    const given = address === undefined ? { roles: permissions } : { address, scopes: permissions };
    return (await this.admin("POST", "token", given)).body.accessToken;
  }

  /** A token of an organisation's calendar operator. */
  operatorToken(organisation: string): Promise<string> {
    return this.minted(
      ["Bookings.Manage.All", "Bookings.ReadWrite.All"],
      this.sandbox.identities.calendarOperators[organisation]?.address,
    );
  }

  close(): void {
    this.agent.destroy();
  }
}
