import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { CALENDAR_TYPE, nameOf } from "../../../src/engine/internals/engine-events";
import { inventoryIn, resourcesIn } from "../../../src/engine/internals/exported-state";
import type { CalendarRecord } from "../../../src/model/calendar-record";
import type { Inventory } from "../../../src/plan/inventory";
import type { KeptResource } from "../lifecycle-engine";

const FILE = join(".bookings", "state", ".pulumi", "stacks", "nhsmail-bookings", "leeds.json");

/** The stack's state as it lies on the disk: asking the engine for it would start another process. */
function deploymentIn(root: string): Deployment {
  const file = join(root, FILE);
  if (!existsSync(file)) return { version: 3, deployment: {} };
  const { version, checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    version: number;
    checkpoint: { latest?: object };
  };
  return { version, deployment: checkpoint.latest ?? {} };
}

/** What the state says of each calendar, by its name. */
export function keptIn(root: string): ReadonlyMap<string, KeptResource> {
  const resources = resourcesIn(deploymentIn(root), CALENDAR_TYPE);
  return new Map(
    resources.flatMap(({ urn, inputs, outputs }): [string, KeptResource][] => {
      const record = outputs as unknown as CalendarRecord | undefined;
      return record?.live ? [[nameOf(urn), { id: record.id, inputs, outputs: record }]] : [];
    }),
  );
}

/** What the last run that was not refused asked for. */
export const askedIn = (root: string): Inventory | undefined => inventoryIn(deploymentIn(root));
