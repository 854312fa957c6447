import type { Services } from "./services";

/** The real engine: loads Pulumi when first asked for. */
export const realServices: Services = {
  engine: async (io, root) => {
    const { useEnvironment } = await import("./use-environment.js");
    const version = await useEnvironment(io, root);
    const { engineIs } = await import("../engine/workspace.js");
    engineIs(version);
    return import("../engine/run.js");
  },
};
