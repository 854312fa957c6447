import type { Services } from "./services";

/** The real engine: loads Pulumi when first asked for. */
export const realServices: Services = {
  engine: () => import("../engine/run.js"),
};
