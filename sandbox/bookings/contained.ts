import type { JsonValue } from "../json";
import { type CollectionDefinition, defineCollection } from "../store/collection-definition";

/** Something beneath a calendar, as stored. */
export interface Contained {
  readonly id: string;
  /** Address of the calendar, in lower case. */
  readonly business: string;
  readonly [property: string]: JsonValue | undefined;
}

/** Declares a collection of things beneath calendars. */
export function containedCollection(name: string): CollectionDefinition<Contained> {
  return defineCollection<Contained>({
    name,
    key: (one) => `${one.business}/${one.id.toLowerCase()}`,
    indexes: { business: (one) => [one.business] },
  });
}
