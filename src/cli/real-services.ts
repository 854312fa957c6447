import type { Services } from "./services";

/** The real engine: loads Pulumi when first asked for. */
export const realServices: Services = {
  engine: async (io, root) => {
    const { useEnvironment } = await import("./use-environment.js");
    await useEnvironment(io, root);
    return import("../engine/run.js");
  },
};
