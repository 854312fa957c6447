import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { openContext } from "../../providers/booking-calendar/context";
import {
  type BookingCalendarHandler,
  bookingCalendarHandler,
} from "../../providers/booking-calendar/handler";
import { oneOrganisation } from "../../providers/one-organisation";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start";
import type { GraphClient } from "../../src/graph/graph-client";
import { openGraph } from "../../src/graph/open-graph";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { localPart } from "../../src/model/naming";
import type { StepsToApply } from "../../src/plan/steps-to-apply";
import { openRecords } from "../../src/records/open-records";

/** One request in the sandbox's log. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly effect: string;
  readonly via: string;
  readonly who: string;
  readonly made?: string;
}

/** A tenant of its own for one test, and what a test does with it. */
export interface TestTenant {
  readonly sandbox: Sandbox;
  readonly env: Record<string, string>;
  /** Where backups and the journal go: `.bookings` below it. */
  readonly folder: string;
  /** A handler in a new process, so to speak: it remembers nothing of the ones before. */
  handler(options?: HandlerOptions): BookingCalendarHandler;
  /** Inputs of a calendar with sensible values. */
  inputs(clinic: string, change?: Partial<CalendarInputs>): CalendarInputs;
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  /** What a person does in the web app. */
  edit(method: string, path: string, body?: unknown): Promise<{ status: number; body?: unknown }>;
  log(query?: string): Promise<Logged[]>;
  clearLog(): Promise<void>;
  fault(rule: Record<string, unknown>): Promise<void>;
  /** The calendar as it is in the tenant; undefined when there is none. */
  calendar(address: string): Promise<Snapshot | undefined>;
  observer(): GraphClient;
  /** Leeds' calendar operator, as nothing stands between it and Graph. */
  operator(): GraphClient;
  /** Puts a file where records want a folder, so that nothing can be written there. */
  spoil(records: "backups" | "journal"): void;
  changeIdentities(change: (identities: TestIdentities) => unknown): void;
  close(): Promise<void>;
}

/** What is different about a process. */
export interface HandlerOptions {
  readonly stillWanted?: () => boolean;
  readonly organisation?: string;
  /** How it waits; at once unless told. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** The tenant that its environment names, where it is not the sandbox's; null where it names none. */
  readonly environmentTenant?: string | null;
  /** What was reviewed: nothing else may be done. */
  readonly reviewed?: StepsToApply;
}

/** The identities file of a test. */
export interface TestIdentities {
  readonly observer: object;
  readonly calendarOperators: { readonly leeds: { readonly address: string }; readonly hull: object };
}

/** A calendar in the sandbox. */
export interface Snapshot {
  readonly address: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly businessType: string;
  readonly isPublished: boolean;
  readonly staff: readonly { address: string; displayName: string; role: string; status: string }[];
  readonly services: readonly string[];
}

const PEOPLE = [
  "amy.shah",
  "bob.jones",
  "cat.lee",
  "dan.fox",
  "eve.wood",
  "fay.hill",
  "gus.moor",
  "hal.dale",
];

/** Starts a sandbox with an organisation and eight people. */
export async function testTenant(options: SandboxOptions = {}): Promise<TestTenant> {
  const sandbox = await startSandbox({
    seed: {
      organisations: [
        { shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" },
        { shortName: "Hull", operator: "svc.hull.bookings@nhs.net" },
      ],
      users: PEOPLE.map((name) => ({
        address: `${name}@nhs.net`,
        displayName: name.replace(".", " ").toUpperCase(),
        organisation: "Leeds",
        mailbox: "user" as const,
        ...(name === "amy.shah" ? { aliases: ["amy.alias@nhs.net"] } : {}),
      })),
      ...(typeof options.seed === "object" ? options.seed : {}),
    },
    settings: { membershipApproval: true, mailboxDelay: "none", ...options.settings },
    ...(options.faults ? { faults: options.faults } : {}),
  });
  trust(sandbox.caFile);
  const folder = mkdtempSync(join(tmpdir(), "bookings-test-"));
  const file = join(folder, "identities.json");
  writeFileSync(file, JSON.stringify(withKinds(sandbox)), { mode: 0o600 });
  const env = {
    BOOKINGS_GRAPH_URL: sandbox.url,
    BOOKINGS_AUTHORITY_HOST: sandbox.authority,
    BOOKINGS_TENANT_ID: sandbox.tenantId,
    BOOKINGS_IDENTITIES: file,
  };
  const admin = adminOf(sandbox);
  return {
    sandbox,
    env,
    folder,
    admin,
    handler: ({
      stillWanted = () => true,
      organisation,
      environmentTenant,
      reviewed,
      sleep = () => Promise.resolve(),
    } = {}) => {
      const records = openRecords({ root: folder, env: {} });
      const only = oneOrganisation(organisation);
      const opened = openContext({ env, localPart, stillWanted, sleep, records, only });
      const named = environmentTenant === undefined ? opened.tenantId : (environmentTenant ?? undefined);
      const context = { ...opened, tenantId: named, ...(reviewed && { reviewed }) };
      return bookingCalendarHandler(() => context);
    },
    inputs: (clinic, change = {}) => inputsOf(sandbox.tenantId, clinic, change),
    edit: async (method, path, body) =>
      (await admin("POST", "edit", { method, path, body })) as { status: number },
    log: async (query = "") => ((await admin("GET", `log${query}`)) as { entries: Logged[] }).entries,
    clearLog: async () => void (await admin("DELETE", "log")),
    fault: async (rule) => void (await admin("POST", "faults", rule)),
    calendar: async (address) => {
      const { calendars } = (await admin("GET", "snapshot")) as { calendars: Snapshot[] };
      return calendars.find((one) => one.address.toLowerCase() === address.toLowerCase());
    },
    observer: () => openGraph({ env, identity: "observer", sleep: () => Promise.resolve() }),
    operator: () => openGraph({ env, identity: { operatorOf: "leeds" }, sleep: () => Promise.resolve() }),
    spoil: (records) => {
      const place = join(folder, ".bookings", records);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(join(folder, ".bookings"), { recursive: true });
      writeFileSync(place, "");
    },
    changeIdentities: (change) =>
      writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8"))))),
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function inputsOf(tenantId: string, clinic: string, change: Partial<CalendarInputs>): CalendarInputs {
  const organisation = change.organisation ?? "Leeds";
  const displayName = localPart(organisation, "Cardiology", clinic);
  return {
    tenantId,
    organisation,
    displayName,
    address: `${displayName}@nhs.net`,
    marker: "",
    serviceArea: "Cardiology",
    clinicName: clinic,
    replyTo: "amy.shah@nhs.net",
    phone: "+44 113 496 0000",
    viewerRole: "teamMember",
    status: "active",
    members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" },
    starterService: false,
    ...change,
  };
}

function withKinds({ identities }: Sandbox): unknown {
  return {
    observer: { kind: "secret", ...identities.observer },
    ...(identities.calendarDeleter && {
      calendarDeleter: { kind: "refresh-token", ...identities.calendarDeleter },
    }),
    directoryOperators: Object.fromEntries(
      Object.entries(identities.directoryOperators).map(([name, one]) => [name, { kind: "secret", ...one }]),
    ),
    calendarOperators: Object.fromEntries(
      Object.entries(identities.calendarOperators).map(([name, one]) => [
        name,
        { kind: "refresh-token", ...one },
      ]),
    ),
  };
}

function adminOf(sandbox: Sandbox): TestTenant["admin"] {
  return async (method, path, body) => {
    const response = await fetch(`${sandbox.adminUrl}/${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.adminToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
}

/** In a process of its own the environment names the authority; tests start after that was read. */
function trust(caFile: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), readFileSync(caFile, "utf8")]);
}
