import type { EnginePins } from "./engine-pins";

/** A `pulumi` that was found, and what it said of itself. */
export interface FoundEngine {
  /** The executable. */
  readonly pulumi: string;
  /** As printed by `pulumi version`; absent where it did not answer. */
  readonly version?: string;
  /** Whether `pulumi-language-nodejs` is beside it or on the PATH. */
  readonly hasLanguageHost: boolean;
}

/** Everything the decision is made from. */
export interface EngineFacts {
  readonly pins: EnginePins;
  /** Named by `BOOKINGS_PULUMI`. */
  readonly named?: FoundEngine;
  /** The first `pulumi` on the PATH. */
  readonly onPath?: FoundEngine;
  /** Folders in our cache that hold a finished engine, by version. */
  readonly cached: Readonly<Record<string, string>>;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
  /** Where official archives come from; absent where downloading is switched off. */
  readonly downloadFrom?: string;
  /** The `go` on the PATH. */
  readonly go?: {
    readonly version: string;
    /** `local`, or something that lets Go fetch a newer toolchain by itself. */
    readonly toolchain: string;
  };
  /** Ways that were tried in this run and why each did not work. */
  readonly failed: { readonly download?: string; readonly build?: string };
}
