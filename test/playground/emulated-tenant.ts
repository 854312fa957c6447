import type { Agent } from "node:https";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start";
import type { StaffRow } from "../lifecycles/lifecycle-tenant";
import { askJson, sandboxAgent } from "./ask-json";

/** One request that the tenant got, as its log keeps it. */
export interface LoggedRequest {
  readonly seq: number;
  /** The application's name, or the account's address. */
  readonly who: string;
  readonly via: "http" | "batch" | "portal";
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly effect: "none" | "write";
  readonly error?: string;
  /** Id of what the request made. */
  readonly made?: string;
}

/** A calendar as the tenant has it, without ids and times. */
export interface TenantCalendar {
  readonly address: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly businessType: string | null;
  readonly isPublished: boolean;
  readonly staff: readonly {
    readonly address: string;
    readonly displayName: string;
    readonly role: string;
    readonly status: string;
  }[];
  readonly services: readonly string[];
  readonly appointments: number;
}

/** A group as the directory shows it. */
export interface TenantGroup {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly assignedLicenses: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
}

/** A tenant of its own for one test, and the hands of those who work in it: its portal's admins, its people, its fate. */
export class EmulatedTenant {
  readonly #agent: Agent;

  private constructor(readonly sandbox: Sandbox) {
    this.#agent = sandboxAgent(sandbox.caFile);
  }

  static async start(options: SandboxOptions): Promise<EmulatedTenant> {
    return new EmulatedTenant(await startSandbox(options));
  }

  /** Asks the sandbox's admin endpoint; an answer that is no success is an error. */
  async ask(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<unknown> {
    const { adminUrl, adminToken } = this.sandbox;
    const { status, text } = await askJson(`${adminUrl}/${path}`, {
      method,
      agent: this.#agent,
      token: adminToken,
      ...(body && { body }),
    });
    if (status >= 300) throw new Error(`The sandbox answered ${status} to ${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  /** Does in Graph what a person does in the web app or the admin centre. */
  async edit(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = (await this.ask("POST", "edit", { method, path, ...(body && { body }) })) as {
      status: number;
      body?: Record<string, unknown>;
    };
    if (answer.status >= 400) {
      throw new Error(
        `The edit ${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body ?? {};
  }

  /** The staff of a calendar; no one of a new one that does not show yet. */
  async staffRows(calendar: string): Promise<readonly StaffRow[]> {
    const path = `/solutions/bookingBusinesses/${calendar}/staffMembers`;
    const { body } = (await this.ask("POST", "edit", { method: "GET", path })) as {
      body: { value?: readonly StaffRow[] };
    };
    return body.value ?? [];
  }

  /** The id of someone's row on a calendar. */
  async staffId(calendar: string, address: string): Promise<string> {
    const rows = await this.staffRows(calendar);
    const row = rows.find(({ emailAddress }) => emailAddress?.toLowerCase() === address.toLowerCase());
    if (!row) throw new Error(`${address} is not on the staff of ${calendar}.`);
    return row.id;
  }

  async calendars(): Promise<readonly TenantCalendar[]> {
    return ((await this.ask("GET", "snapshot")) as { calendars: TenantCalendar[] }).calendars;
  }

  /** The groups of the directory. */
  async groups(): Promise<readonly TenantGroup[]> {
    const { value } = (await this.edit(
      "GET",
      "/groups?$select=id,displayName,description,assignedLicenses",
    )) as {
      value: TenantGroup[];
    };
    return value;
  }

  async log(after = 0): Promise<readonly LoggedRequest[]> {
    return ((await this.ask("GET", `log?after=${after}`)) as { entries: LoggedRequest[] }).entries;
  }

  /** The identities as the product reads them: the sandbox's, or those after a reset, with their kinds. */
  identitiesFile(identities = this.sandbox.identities): object {
    const { observer, directoryOperators, calendarOperators, calendarDeleter } = identities;
    const operators = Object.entries(calendarOperators);
    return {
      observer: { kind: "secret", ...observer },
      directoryOperators: Object.fromEntries(
        Object.entries(directoryOperators).map(([name, operator]) => [name, { kind: "secret", ...operator }]),
      ),
      ...(calendarDeleter && { calendarDeleter: { kind: "refresh-token", ...calendarDeleter } }),
      calendarOperators: Object.fromEntries(
        operators.map(([name, operator]) => [name, { kind: "refresh-token", ...operator }]),
      ),
    };
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.sandbox.close();
  }
}
