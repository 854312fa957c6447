import { bookingsOperations } from "./bookings/index";
import { groupOperations } from "./directory/groups";
import { licensingOperations } from "./directory/licences";
import { unitOperations } from "./directory/units";
import { userOperations } from "./directory/users";
import { batchOperation } from "./graph/batch";
import { Router } from "./graph/router";
import { GraphService, type ServedWorld } from "./graph/serve";
import { renderMetadata } from "./model/render-metadata";
import { type Operation, operation } from "./odata/call";

/** The operations of the directory. */
export const directoryOperations: readonly Operation[] = [
  ...userOperations,
  ...groupOperations,
  ...unitOperations,
  ...licensingOperations,
];

/** Open to everyone. */
const metadataDocument = operation("metadata", "GET /$metadata", () => ({
  status: 200,
  text: { type: "application/xml", content: renderMetadata() },
}));

/** Graph with every operation that the sandbox has. */
export function createGraphService(world: ServedWorld): GraphService {
  const batch = batchOperation(() => service);
  const service = new GraphService(
    world,
    new Router([...bookingsOperations, ...directoryOperations, metadataDocument, batch]),
  );
  return service;
}
