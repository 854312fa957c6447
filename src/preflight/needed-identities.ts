import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";
import { inventoryOf } from "./compare-with-inventory";

/** Which of an organisation's identities write in a run. */
export interface NeededIdentities {
  readonly calendars: boolean;
  readonly policies: boolean;
}

type Entries = Readonly<Record<string, { readonly file: string }>>;

/** Whether anything but the place of a file differs; what has no spec any more is somebody else's concern. */
function differs(before: Entries, after: Entries): boolean {
  return Object.entries(after).some(([name, entry]) => content(before[name]) !== content(entry));
}

function content(entry: Entries[string] | undefined): string | undefined {
  if (!entry) return undefined;
  const { file: _place, ...rest } = entry;
  return JSON.stringify(rest, inOrder);
}

/** The engine keeps no order of keys. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What the specs ask for beyond the last run, by who would write it. Drift is not known here: whoever repairs it refuses
 * by itself.
 */
export function neededIdentities(
  tenant: Tenant,
  model: OrganisationModel,
  before: Inventory | undefined,
): NeededIdentities {
  const after = inventoryOf(tenant, model);
  return {
    calendars:
      differs(before?.calendars ?? {}, after.calendars) ||
      (before !== undefined && before.viewerRole !== after.viewerRole),
    policies: differs(before?.policies ?? {}, after.policies ?? {}),
  };
}
