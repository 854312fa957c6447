/** Windows' names of time zones that calendars of the NHS have; Graph also gives IANA names. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  "GMT Standard Time": "Europe/London",
  "Greenwich Standard Time": "Atlantic/Reykjavik",
  "W. Europe Standard Time": "Europe/Berlin",
  "Romance Standard Time": "Europe/Paris",
  "Central European Standard Time": "Europe/Warsaw",
  UTC: "UTC",
  "tzone://Microsoft/Utc": "UTC",
};

/** The IANA name of a time zone; undefined when it is not known here. */
export function zoneNamed(name: string): string | undefined {
  const zone = WINDOWS_ZONES[name] ?? name;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const styles = { dateStyle: "short", timeStyle: "medium", hourCycle: "h23" } as const;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...styles });
  formats.set(zone, format);
  return format;
}

function partsIn(zone: string, at: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

/** `dd/MM/yyyy HH:mm` on the wall clock of a time zone, as the web app writes it in Britain. */
export function wallClock(at: number, zone: string): string {
  const { day, month, year, hour, minute } = partsIn(zone, at);
  return `${day}/${month}/${year} ${hour}:${minute}`;
}

/** The day on the calendar of a time zone: `2026-10-01`. */
export function dayOn(at: number, zone: string): string {
  const { day, month, year } = partsIn(zone, at);
  return `${year}-${month}-${day}`;
}

/** What the wall clock of a time zone shows, as if it were UTC. */
function shownIn(zone: string, at: number): number {
  const { year, month, day, hour, minute, second } = partsIn(zone, at);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** The moment when a clock of the zone shows this; of an hour that is skipped in spring, the one after. */
function momentOnClock(shown: number, zone: string): number {
  const first = shown - (shownIn(zone, shown) - shown);
  return first - (shownIn(zone, first) - shown);
}

/** The moment that a `dateTimeTimeZone` of Graph stands for; undefined when it cannot be understood. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { dateTime, timeZone } = value as { dateTime?: unknown; timeZone?: unknown };
  const [, text, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(
    String(dateTime),
  ) ?? [undefined, undefined];
  if (text === undefined) return undefined;
  const shown = Date.parse(text + (offset ?? "Z"));
  if (Number.isNaN(shown)) return undefined;
  if (offset !== undefined) return shown;
  const zone = zoneNamed(String(timeZone ?? "UTC"));
  return zone === undefined ? undefined : momentOnClock(shown, zone);
}

/** Midnight at the start of a day such as `2026-10-01`; undefined when there is no such day. */
export function startOfDay(text: string, zone: string): number | undefined {
  const shown = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 10) !== text) return undefined;
  return momentOnClock(shown, zone);
}

/** Minutes in a duration such as `PT1H30M`; undefined when it is none. */
export function minutesIn(duration: unknown): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(String(duration));
  if (!match || String(duration) === "P") return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 1440 + hours * 60 + minutes + Math.round(seconds / 60);
}
