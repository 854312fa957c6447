import type { Clock } from "../base/clock";
import type { Settings } from "./settings";
import type { Store } from "./store";

/** The tenant that the sandbox stands for. */
export interface Tenant {
  readonly tenantId: string;
  /** The domain that people see: `nhs.net`. */
  readonly domain: string;
  /** The tenant's first domain: `nhsnet.onmicrosoft.com`. */
  readonly initialDomain: string;
}

/** Changes settings, also for the next start. */
export function changeSettings({ settings, store }: World, changes: Partial<Settings>): void {
  Object.assign(settings, changes);
  store.setMeta("settings", settings);
}

/** Everything that operations work on. Made once per sandbox; a reset replaces what it holds. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  /** Stays the same object when settings change, so that it may be held. */
  readonly settings: Settings;
  tenant: Tenant;
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  /** `https://127.0.0.1:PORT/v1.0` */
  readonly graphUrl: string;
}
