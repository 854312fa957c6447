import { administrativeUnitOperations } from "../administrative-units";
import { bookingsOperations } from "../bookings";
import { directoryOperations } from "../directory";
import { licensingOperations } from "../licensing";
import { renderMetadata } from "../model/render-metadata";
import type { World } from "../world";
import { batchOperation } from "./batch";
import type { Operation } from "./operation";
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

/** GET /$metadata: open to everyone. */
export const metadataDocument: Operation = {
  name: "metadata",
  method: "GET",
  path: "/$metadata",
  workload: "none",
  run: () => ({ status: 200, text: { type: "application/xml", content: renderMetadata() } }),
};
