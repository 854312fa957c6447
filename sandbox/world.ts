import type { Clock } from "./clock";
import type { FaultBook } from "./faults/fault-book";
import type { Gate } from "./faults/gate";
import type { RequestLog } from "./log/request-log";
import type { Settings } from "./settings/settings";
import type { SettingsBook } from "./settings/settings-book";
import type { Store } from "./store/store";
import type { Throttle } from "./throttle/throttle";

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
  readonly faults: FaultBook;
  readonly gate: Gate;
  readonly throttle: Throttle;
  readonly log: RequestLog;
  tenant: Tenant;
  /** `https://127.0.0.1:PORT` */
  readonly origin: string;
  /** `https://127.0.0.1:PORT/v1.0` */
  readonly graphUrl: string;
}
