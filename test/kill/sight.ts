import { join } from "node:path";
import type { StaffRow } from "../lifecycles/lifecycle-tenant";
import type { EmulatedTenant, TenantCalendar } from "../playground/emulated-tenant";
import type { Playground } from "../playground/playground";
import { type GroupFacts, groupFacts, licencesOf } from "../scenarios/walker/policies-text";
import { ORGANISATIONS, type Organisation } from "./kind";
import { filesBelow, type StateStore } from "./state-store";

/** A record in the state of a stack: of a calendar by its address, of a policy by its group's name. */
export interface Kept {
  readonly stack: Organisation;
  readonly name: string;
  readonly status: string;
}

/** What there is at one time, in the tenant and on record. */
export interface Sight {
  readonly calendars: readonly TenantCalendar[];
  /** Staff with the ids of their rows, by the calendar's address in lower case. */
  readonly rows: ReadonlyMap<string, readonly StaffRow[]>;
  /** Appointments and customers as Graph lists them, by the calendar's address in lower case. */
  readonly booked: ReadonlyMap<string, string>;
  readonly groups: readonly (GroupFacts & { readonly id: string })[];
  /** What people on the wanted policies have of their licences, by address. */
  readonly licences: ReadonlyMap<string, string>;
  readonly kept: readonly Kept[];
  /** What the engine thinks is still under way. */
  readonly pending: number;
  /** Names of what locks something: the stack, or a journal. */
  readonly locks: readonly string[];
  /** State, journal and backups, all their text. */
  readonly records: string;
}

const STACKS = ".pulumi/stacks/nhsmail-bookings";
const CALENDAR = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";
const POLICY = "pulumi-nodejs:dynamic/nhsmail:UserPolicy";

interface StackFile {
  readonly checkpoint: {
    readonly latest: {
      readonly resources?: readonly {
        readonly type: string;
        readonly outputs?: {
          readonly displayName: string;
          readonly live: { readonly actualAddress?: string; readonly status: string };
        };
      }[];
      readonly pending_operations?: readonly unknown[];
    } | null;
  };
}

/** The stack's state as it lies there: asking the engine for it would start another process. */
function stackOf(stack: Organisation, text: string | undefined): Pick<Sight, "kept" | "pending"> {
  if (text === undefined) return { kept: [], pending: 0 };
  const { latest } = (JSON.parse(text) as StackFile).checkpoint;
  const kept = (latest?.resources ?? []).flatMap(({ type, outputs }) =>
    (type === CALENDAR || type === POLICY) && outputs
      ? [{ stack, name: outputs.live.actualAddress ?? outputs.displayName, status: outputs.live.status }]
      : [],
  );
  return { kept, pending: latest?.pending_operations?.length ?? 0 };
}

async function rowsOf(tenant: EmulatedTenant, calendars: readonly TenantCalendar[]): Promise<Sight["rows"]> {
  const rows = new Map<string, readonly StaffRow[]>();
  for (const { address } of calendars) rows.set(address.toLowerCase(), await tenant.staffRows(address));
  return rows;
}

async function bookedOn(
  tenant: EmulatedTenant,
  calendars: readonly TenantCalendar[],
): Promise<Sight["booked"]> {
  const booked = new Map<string, string>();
  for (const { address } of calendars) {
    const path = `/solutions/bookingBusinesses/${address}`;
    const lists = ["appointments", "customers"].map((name) => tenant.edit("GET", `${path}/${name}`));
    booked.set(address.toLowerCase(), JSON.stringify((await Promise.all(lists)).map(({ value }) => value)));
  }
  return booked;
}

async function groupsOf(tenant: EmulatedTenant): Promise<Sight["groups"]> {
  const groups = await tenant.groups();
  return Promise.all(groups.map(async (group) => ({ ...(await groupFacts(tenant, group)), id: group.id })));
}

async function licencesOfAll(tenant: EmulatedTenant, people: readonly string[]): Promise<Sight["licences"]> {
  const found = people.map(
    async (address) => [address, Object.values(await licencesOf(tenant, address)).join("; ")] as const,
  );
  return new Map(await Promise.all(found));
}

/** Looks at everything; at the licences of these people. */
export async function lookAround(
  { root, tenant }: Playground,
  store: StateStore,
  people: readonly string[],
): Promise<Sight> {
  const calendars = await tenant.calendars();
  const state = await store.files();
  const folders = ["journal", "backups"].map((name) => filesBelow(join(root.path, ".bookings", name)));
  const stacks = ORGANISATIONS.map((stack) => stackOf(stack, state.get(`${STACKS}/${stack}.json`)));
  const files = new Map([state, ...folders].flatMap((one) => [...one]));
  return {
    calendars,
    rows: await rowsOf(tenant, calendars),
    booked: await bookedOn(tenant, calendars),
    groups: await groupsOf(tenant),
    licences: await licencesOfAll(tenant, people),
    kept: stacks.flatMap(({ kept }) => kept),
    pending: stacks.reduce((sum, { pending }) => sum + pending, 0),
    locks: [...files.keys()].filter((name) => name.includes("/locks/") || name.includes(".lock")),
    records: [...files.values()].join("\n"),
  };
}
