import type { Call } from "../../graph/call";
import { settleLicences } from "../../licensing/settle-licences";
import { graphFaults } from "../../odata/faults-of-graph";
import { type Group, groups } from "./group";

/** The group with that id, if it can be seen already. */
export function lookUpGroup(call: Call, id: string): Group | undefined {
  settleLicences(call.world);
  const found = call.of(groups).get(id.toLowerCase());
  return found && found.visibleFrom <= call.world.clock.now() ? found : undefined;
}

/** The group with that id; refuses in the directory's words. */
export function findGroup(call: Call, id: string): Group {
  const group = lookUpGroup(call, id);
  if (!group) throw graphFaults.resourceNotFound(id);
  return group;
}
