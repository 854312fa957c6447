import type { PinnedArchive } from "./engine-pins";

/** A way that can be taken now. */
export type EngineWay =
  | {
      readonly kind: "use";
      readonly origin: "named" | "path" | "cache";
      readonly pulumi: string;
      readonly version: string;
    }
  | {
      readonly kind: "download";
      readonly version: string;
      readonly url: string;
      readonly archive: PinnedArchive;
    }
  | { readonly kind: "build"; readonly version: string; readonly because: readonly string[] }
  | { readonly kind: "none"; readonly because: readonly string[] };
