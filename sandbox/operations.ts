import { bookingsOperations } from "./bookings/index";
import { directoryOperations } from "./directory/index";
import { licensingOperations } from "./directory/licences";
import { administrativeUnitOperations } from "./directory/units";
import { batchOperation } from "./graph/batch";
import { Router } from "./graph/router";
import { GraphService } from "./graph/serve";
import type { ServedWorld } from "./graph/served-world";
import { renderMetadata } from "./model/render-metadata";
import { operation } from "./odata/call";

/** Graph with every operation that the sandbox has. */
export function createGraphService(world: ServedWorld): GraphService {
  const operations = [
    ...bookingsOperations,
    ...directoryOperations,
    ...administrativeUnitOperations,
    ...licensingOperations,
    metadataDocument,
    batchOperation(() => service),
  ];
  const service = new GraphService(world, new Router(operations));
  return service;
}

/** Open to everyone. */
const metadataDocument = operation("metadata", "GET /$metadata", () => ({
  status: 200,
  text: { type: "application/xml", content: renderMetadata() },
}));
