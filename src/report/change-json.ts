import type { CalendarChange } from "../plan/change";

/** One change as machines read it. Keys are named one by one: what is published must not grow by accident. */
export function changeJson(change: CalendarChange): object {
  return {
    name: change.name,
    address: change.address,
    kind: change.kind,
    repairsDrift: change.repairsDrift,
    ...(change.at && { at: change.at }),
    fields: change.fields,
    members: change.members,
    ...(change.deletion && { deletion: change.deletion }),
  };
}
