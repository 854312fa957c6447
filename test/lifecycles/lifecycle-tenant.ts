import { readFileSync } from "node:fs";
import tls from "node:tls";
import type { LogEntry } from "../../sandbox/graph/request-log";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start";
import type { Snapshot } from "../providers/sandbox-tenant";
import { defaultSettings } from "../support/setting-flips";
import { type LifecycleFault, type LifecycleSettings, PEOPLE } from "./lifecycle";

/** A line of the sandbox's log with its number. */
export type LoggedRequest = LogEntry & { readonly seq: number };

/** A row of a calendar's staff. */
export interface StaffRow {
  readonly id: string;
  readonly emailAddress: string;
  readonly role: string;
  readonly membershipStatus: string;
}

/** What the signed-in of a lifecycle hold. */
export interface LifecycleTokens {
  readonly observer: string;
  readonly operator: string;
  readonly deleter: string;
}

/** The service account that makes the organisation's calendars. */
export const OPERATOR = "svc.leeds.bookings@nhs.net";

const SEED = {
  organisations: [{ shortName: "Leeds", operator: OPERATOR }],
  users: PEOPLE.map((name) => ({
    address: `${name}@nhs.net`,
    displayName: name.replace(".", " ").toUpperCase(),
    organisation: "Leeds",
    mailbox: "user" as const,
  })),
};

/** What every lifecycle begins with. */
export const LIFE_TENANT: SandboxOptions = { seed: SEED, settings: { throttling: false } };

/** One sandbox for many lifecycles: each begins with a reset. */
export class LifecycleTenant {
  #identities: Sandbox["identities"];

  private constructor(private readonly sandbox: Sandbox) {
    this.#identities = sandbox.identities;
  }

  static async start(): Promise<LifecycleTenant> {
    return LifecycleTenant.on(await startSandbox(LIFE_TENANT));
  }

  /** Of a sandbox that someone else has started. */
  static on(sandbox: Sandbox): LifecycleTenant {
    // In a process of its own the environment names the authority; tests start after that was read.
    tls.setDefaultCACertificates([...tls.getCACertificates("default"), readFileSync(sandbox.caFile, "utf8")]);
    return new LifecycleTenant(sandbox);
  }

  get url(): string {
    return this.sandbox.url;
  }

  get tenantId(): string {
    return this.sandbox.tenantId;
  }

  /** A new tenant. */
  async begin(settings: LifecycleSettings): Promise<void> {
    const { starterService: _spec, checkpoints: _engine, looksTooEarly: _view, others, ...known } = settings;
    await this.admin("PUT", "settings", { ...defaultSettings, throttling: false, ...known, ...others });
    await this.admin("DELETE", "log");
    const { identities } = (await this.admin("POST", "reset", {})) as Pick<Sandbox, "identities">;
    this.#identities = identities;
  }

  /** Who works on the tenant as it is now. */
  get identities(): Sandbox["identities"] {
    return this.#identities;
  }

  /** Tokens of those who work on it, without the ways of the product to get them: those are tested elsewhere. */
  async signIn(): Promise<LifecycleTokens> {
    const { observer, calendarOperators, calendarDeleter } = this.#identities;
    const operator = calendarOperators["leeds"];
    if (!operator || !calendarDeleter) throw new Error("the sandbox lacks an operator or who deletes");
    return {
      observer: await this.tokenFor({ ...secretOf(observer), grant_type: "client_credentials" }),
      operator: await this.tokenFor({
        client_id: operator.clientId,
        grant_type: "refresh_token",
        refresh_token: operator.refreshToken,
      }),
      deleter: await this.tokenFor({
        client_id: calendarDeleter.clientId,
        grant_type: "refresh_token",
        refresh_token: calendarDeleter.refreshToken,
      }),
    };
  }

  async snapshot(): Promise<readonly Snapshot[]> {
    return ((await this.admin("GET", "snapshot")) as { calendars: Snapshot[] }).calendars;
  }

  async log(after: number): Promise<readonly LoggedRequest[]> {
    const { entries } = (await this.admin("GET", `log?after=${after}`)) as { entries: LoggedRequest[] };
    return entries.filter(({ via }) => via !== "portal");
  }

  /** The staff of a calendar with the ids of its rows, none where there is no such calendar. */
  async rows(address: string): Promise<readonly StaffRow[]> {
    const { body } = await this.edit("GET", `/solutions/bookingBusinesses/${address}/staffMembers`);
    return (body as { value?: StaffRow[] } | undefined)?.value ?? [];
  }

  async edit(method: string, path: string, body?: unknown): Promise<{ status: number; body?: unknown }> {
    return (await this.admin("POST", "edit", { method, path, body })) as { status: number };
  }

  /** Presses the button in the membership e-mail; nothing happens to who has none. */
  async press(button: "approve" | "reject", business: string, address: string): Promise<void> {
    await this.admin("POST", button, { business, address }).catch(() => undefined);
  }

  async arm(fault: LifecycleFault | undefined): Promise<void> {
    await this.admin("DELETE", "faults");
    if (fault) await this.admin("POST", "faults", { ...fault, retryAfter: 0 });
  }

  async advance(ms: number): Promise<void> {
    if (ms > 0) await this.admin("POST", "clock", { advance: Math.ceil(ms) });
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  private async tokenFor(form: Record<string, string>): Promise<string> {
    const scope = `${new URL(this.url).origin}/.default`;
    const { tenantId, authority } = this.sandbox;
    for (const one of ["https://graph.microsoft.com/.default", scope]) {
      const response = await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams({ ...form, scope: one }),
      });
      const said = (await response.json()) as { access_token?: string };
      if (said.access_token) return said.access_token;
    }
    throw new Error("the sandbox lets no one in");
  }

  private async admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.sandbox.adminUrl}/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.sandbox.adminToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

function secretOf({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  return { client_id: clientId, client_secret: clientSecret };
}
