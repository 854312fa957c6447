import type { JsonValue } from "../../json";
import { defineCollection } from "../../store/collection-definition";

/** A calendar as stored: Graph's properties, and what the sandbox knows beyond them. */
export interface Business {
  /** The address of its mailbox. */
  readonly id: string;
  readonly displayName: string;
  readonly businessType: string | null;
  readonly isPublished: boolean;
  readonly createdDateTime: string;
  readonly lastUpdatedDateTime: string;
  readonly [property: string]: JsonValue | undefined;
  /** Object ids of users who hold the mailbox without being staff. */
  readonly fullAccess: string[];
  /** Time from which it can be found, in milliseconds. */
  readonly visibleFrom: number;
}

/** The tenant's calendars, by address in lower case. */
export const businesses = defineCollection<Business>({
  name: "businesses",
  key: (business) => business.id.toLowerCase(),
});
