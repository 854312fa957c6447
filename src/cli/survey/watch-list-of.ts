import { addressToWatch } from "../../drift/find-drift";
import type { RecordedFacts } from "../../drift/recorded-facts";
import type { OrganisationModel } from "../../model/estate";
import type { Tenant } from "../../model/tenant";
import type { WatchList } from "./watch-list";

/** What to look at for an organisation, by its specs and where the state says that its calendars really are. */
export function watchListOf(
  { viewerRole }: Tenant,
  { organisation, calendars }: OrganisationModel,
  recorded: readonly RecordedFacts[],
  operator: string | undefined,
): WatchList {
  const active = calendars.filter(({ status }) => status === "active");
  return {
    stack: organisation.stack,
    shortName: organisation.shortName,
    viewerRole,
    operators: [organisation.operator, operator].flatMap((one) => (one ? [one.toLowerCase()] : [])),
    calendars: calendars.map((calendar) => {
      const knownBy = recorded.find(({ name }) => name === calendar.name)?.knownBy;
      return {
        address: addressToWatch(calendar, recorded),
        displayName: calendar.displayName,
        isTombstone: calendar.status === "deleted",
        ...(knownBy && { knownBy }),
      };
    }),
    people: active.flatMap(({ members }) => Object.keys(members)),
    replies: active.map(({ replyTo }) => replyTo),
  };
}
