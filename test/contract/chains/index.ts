import type { Chain } from "../chain";
import { calendarChains } from "./calendars";
import { deletionChains } from "./deletions";
import { directoryChains } from "./directory";
import { odataChains } from "./odata";
import { serviceChains } from "./services";
import { staffChains } from "./staff";

/** Every chain of the contract. */
export const chains: readonly Chain[] = [
  ...calendarChains,
  ...deletionChains,
  ...staffChains,
  ...serviceChains,
  ...odataChains,
  ...directoryChains,
];
