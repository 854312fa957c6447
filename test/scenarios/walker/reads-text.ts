import type { LoggedRequest } from "../../playground/emulated-tenant";

/** Parts of a path that name a thing. */
const THINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=bookingBusinesses\/)[^/]+/, "{calendar}"],
  [/(?<=users\/)[^/]+/, "{user}"],
  [/(?<=(?:staffMembers|services|appointments|groups|members|administrativeUnits)\/)[0-9a-f-]{36}/i, "{id}"],
];

/** Parts of a query that say what is asked about; the others say how. */
const ABOUT: Readonly<Record<string, (value: string) => readonly string[]>> = {
  query: (value) => [value],
  $filter: quoted,
  $search: (value) => [value],
};

/** The values in a filter: an alias is asked for by its address with a prefix. */
function quoted(filter: string): string[] {
  return [...filter.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = ""]) => value.replace(/^smtp:/, ""));
}

interface Read {
  readonly kind: string;
  readonly things: readonly string[];
}

function readOf({ method, path, status, error, who }: LoggedRequest): Read {
  const [place = "", query = ""] = decodeURIComponent(path)
    .replace("/solutions/", "/")
    .split(/\?(.*)/s);
  const things = THINGS.flatMap(([pattern]) => pattern.exec(place)?.[0] ?? []);
  const template = THINGS.reduce((text, [pattern, name]) => text.replace(pattern, name), place);
  const options = query.split("&").map((part) => part.split(/=(.*)/s));
  const about = options.flatMap(([name = "", value = ""]) => ABOUT[name]?.(value) ?? []);
  const asked = query ? `?${options.map(([name]) => name).join("&")}` : "";
  return {
    kind: `${method} ${template}${asked} → ${status}${error ? ` ${error}` : ""}  (${who})`,
    things: (things.length > 0 ? [things.join("/")] : about).map((thing) => thing.toLowerCase()),
  };
}

/**
 * What was asked about how many different things. How often is left out: calls that come together share a request, and
 * whether they come together, or are asked again, depends on how fast the machine is.
 */
export function readsText(reads: readonly LoggedRequest[]): string[] {
  const kinds = Map.groupBy(reads.map(readOf), ({ kind }) => kind);
  return [...kinds]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, all]) => {
      const { size } = new Set(all.flatMap(({ things }) => things));
      return size === 0 ? kind : `${kind}, about ${size}`;
    });
}
