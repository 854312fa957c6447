import { administrativeUnitOperations } from "../administrative-units";
import { bookingsOperations } from "../bookings";
import { directoryOperations } from "../directory";
import { licensingOperations } from "../licensing";
import type { World } from "../world";
import { batchOperation } from "./batch";
import { metadataDocument } from "./metadata-document";
import { Router } from "./router";
import { GraphService } from "./serve";

/** Graph with every operation that the sandbox has. */
export function createGraphService(world: World): GraphService {
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
