import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StaffRow } from "../lives/life-tenant";
import type { EmulatedTenant, TenantCalendar } from "../playground/emulated-tenant";
import type { Playground } from "../playground/playground";

/** A calendar's record in the state of the stack. */
export interface KeptCalendar {
  readonly address: string;
  readonly status: string;
  readonly members: Readonly<Record<string, string>>;
}

/** What there is at one time, in the tenant and on the disk. */
export interface Sight {
  readonly calendars: readonly TenantCalendar[];
  /** Staff with the ids of their rows, by the calendar's address in lower case. */
  readonly rows: ReadonlyMap<string, readonly StaffRow[]>;
  readonly kept: readonly KeptCalendar[];
  /** What the engine thinks is still under way. */
  readonly pending: number;
  /** Files that lock something: the stack, or a journal. */
  readonly locks: readonly string[];
  /** State, journal and backups, all their text. */
  readonly records: string;
}

const STATE = join(".bookings", "state", ".pulumi");
const STACK = join(STATE, "stacks", "nhsmail-bookings", "leeds.json");
const CALENDAR = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";

interface StackFile {
  readonly checkpoint: {
    readonly latest: {
      readonly resources?: readonly {
        readonly type: string;
        readonly outputs?: {
          readonly live: { readonly actualAddress: string; readonly status: string };
          readonly members: Record<string, string>;
        };
      }[];
      readonly pending_operations?: readonly unknown[];
    } | null;
  };
}

/** The stack's state as it lies on the disk: asking the engine for it would start another process. */
function stackOf(root: string): Pick<Sight, "kept" | "pending"> {
  const file = join(root, STACK);
  if (!existsSync(file)) return { kept: [], pending: 0 };
  const { latest } = (JSON.parse(readFileSync(file, "utf8")) as StackFile).checkpoint;
  const kept = (latest?.resources ?? []).flatMap(({ type, outputs }) =>
    type === CALENDAR && outputs
      ? [{ address: outputs.live.actualAddress, status: outputs.live.status, members: outputs.members }]
      : [],
  );
  return { kept, pending: latest?.pending_operations?.length ?? 0 };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function rowsOf(tenant: EmulatedTenant, calendars: readonly TenantCalendar[]): Promise<Sight["rows"]> {
  const rows = new Map<string, readonly StaffRow[]>();
  for (const { address } of calendars) {
    const path = `/solutions/bookingBusinesses/${address}/staffMembers`;
    const { value } = (await tenant.edit("GET", path)) as { value: readonly StaffRow[] };
    rows.set(address.toLowerCase(), value);
  }
  return rows;
}

/** Looks at everything. */
export async function lookAround({ root, tenant }: Playground): Promise<Sight> {
  const calendars = await tenant.calendars();
  const folders = [STATE, join(".bookings", "journal"), join(".bookings", "backups")];
  const files = folders.flatMap((folder) => filesBelow(join(root.path, folder)));
  return {
    calendars,
    rows: await rowsOf(tenant, calendars),
    ...stackOf(root.path),
    locks: files.filter((file) => file.includes("/locks/") || file.includes(".lock")),
    records: files.map((file) => readFileSync(file, "utf8")).join("\n"),
  };
}
