import type { Clock } from "../base/clock";
import type { Settings, SettingsBook } from "./settings";
import type { Store } from "./store";

/** The tenant that the sandbox stands for. */
export interface Tenant {
  readonly tenantId: string;
  /** The domain that people see: `nhs.net`. */
  readonly domain: string;
  /** The tenant's first domain: `nhsnet.onmicrosoft.com`. */
  readonly initialDomain: string;
}

/** Everything that operations work on. Made once per sandbox; a reset replaces what it holds. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly settingsBook: SettingsBook;
  readonly settings: Settings;
  tenant: Tenant;
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  /** `https://127.0.0.1:PORT/v1.0` */
  readonly graphUrl: string;
}
