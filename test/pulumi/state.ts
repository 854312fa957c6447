/** A resource as an exported state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const CALENDAR = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";

const resourcesIn = (exported: string): StateResource[] =>
  (JSON.parse(exported) as { deployment: { resources?: StateResource[] } }).deployment.resources ?? [];

/** The calendars in an exported state. */
export const calendarsIn = (exported: string): StateResource[] =>
  resourcesIn(exported).filter(({ type }) => type === CALENDAR);

/** What a calendar's record says of the tenant. */
export interface Live {
  readonly status: string;
  readonly staff: Readonly<Record<string, { readonly id: string; readonly status: string }>>;
}

/** The record of each calendar in an exported state. */
export const recordsIn = (exported: string): Live[] =>
  calendarsIn(exported).flatMap(({ outputs }) => (outputs ? [outputs["live"] as Live] : []));

const VARIABLE = new Set(["created", "modified", "sourcePosition", "stackTrace", "id"]);

/** What a state says of the tenant, without what differs from run to run. */
export function comparable(exported: string): unknown {
  // Siblings are written in whatever order they were made.
  const resources = resourcesIn(exported).sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const text = JSON.stringify(resources, (key, value: unknown) => (VARIABLE.has(key) ? undefined : value));
  return JSON.parse(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>"));
}
