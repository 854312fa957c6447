import type { Chain } from "../chain";
import { calendarChains } from "./calendars";
import { directoryChains } from "./directory";
import { odataChains } from "./odata";
import { serviceChains } from "./services";
import { staffChains } from "./staff";

/** Every chain of the contract. */
export const chains: readonly Chain[] = [
  ...calendarChains,
  ...staffChains,
  ...serviceChains,
  ...odataChains,
  ...directoryChains,
];
