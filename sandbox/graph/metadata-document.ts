import { renderMetadata } from "../model/render-metadata";
import type { Operation } from "./operation";

/** GET /$metadata: open to everyone. */
export const metadataDocument: Operation = {
  name: "metadata",
  method: "GET",
  path: "/$metadata",
  workload: "none",
  run: () => ({ status: 200, text: { type: "application/xml", content: renderMetadata() } }),
};
