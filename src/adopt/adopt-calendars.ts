import type { GraphClient } from "../graph/graph-client";
import { ownership } from "../model/calendar-marker";
import type { Estate, OrganisationModel } from "../model/estate";
import { isError, type Problem, problem } from "../problem/problem";
import type { Specs } from "../rules/validate";
import { accountOf } from "../tenant/people";
import { acceptedSpecs } from "./accepted-specs";
import type { Adoption } from "./adoption";
import { calendarSpec, type Writing } from "./calendar-spec";
import { type FoundCalendar, findCalendars } from "./find-calendars";

interface CalendarAdoptionInput extends Specs {
  /** All organisations: what another one has is not adopted. */
  readonly estate: Estate;
  readonly model: OrganisationModel;
  readonly graph: GraphClient;
  /** The organisation's calendar operator, where it has signed in here. */
  readonly operator?: { readonly address: string; readonly graph: GraphClient };
  /** Addresses that were given by hand. */
  readonly addresses: readonly string[];
  readonly everywhere: boolean;
  readonly now: Date;
  onProgress?(done: number, total: number): void;
}

/** Ninety days, for what is accepted as it was found. */
const ACCEPTED_MS = 90 * 24 * 3600 * 1000;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The specs of an organisation's calendars that have none yet. Reads the tenant and writes nothing. */
export async function adoptCalendars(input: CalendarAdoptionInput): Promise<Adoption> {
  const { estate, model, graph, addresses } = input;
  const { organisation } = model;
  const { tenant } = estate;
  const others = othersCalendars(estate, organisation.stack);
  const held = addresses.filter((one) => others.has(one.toLowerCase()));
  const abroad = addresses.filter((one) => !one.toLowerCase().endsWith(`@${tenant.domain}`));
  const named = [organisation.operator, input.operator?.address].flatMap((one) => one?.toLowerCase() ?? []);
  const accounts = await Promise.all([...new Set(named)].map((one) => accountOf(graph, one)));
  const operators = new Set([...named, ...accounts.flatMap((one) => one?.addresses ?? [])]);
  const found = await findCalendars(graph, {
    shortName: organisation.shortName,
    directoryName: organisation.directoryName,
    addresses: addresses.filter((one) => !held.includes(one) && !abroad.includes(one)),
    known: new Set([...others.keys(), ...model.calendars.map(({ address }) => address.toLowerCase())]),
    others: estate.organisations.flatMap((one) =>
      one.organisation.stack === organisation.stack ? [] : [one.organisation.stack],
    ),
    attribute: tenant.organisationAttribute,
    operators,
    everywhere: input.everywhere,
    ...(input.operator && { operator: input.operator.graph }),
    ...(input.onProgress && { onProgress: input.onProgress }),
  });
  const writing: Writing = {
    organisation,
    viewerRole: tenant.viewerRole,
    attribute: tenant.organisationAttribute,
    operators,
    people: found.people,
    expires: dayOf(new Date(input.now.getTime() + ACCEPTED_MS)),
    reason: `Found when the calendar was adopted on ${dayOf(input.now)}.`,
    taken: takenNames(input),
  };
  const specs = found.calendars.filter(isFree).map((one) => calendarSpec(one, writing));
  const written = acceptedSpecs(input, specs);
  return {
    files: written.files,
    todo: [
      ...found.problems.filter((one) => !isError(one)),
      ...found.calendars.filter((one) => !isFree(one)).map(leftOut),
      ...written.todo,
    ],
    failed: [
      ...held.map((address) =>
        problem("adopt-named-elsewhere", { address, holder: others.get(address.toLowerCase()) ?? "" }),
      ),
      ...abroad.map((address) => problem("adopt-other-domain", { address, domain: tenant.domain })),
      ...found.problems.filter(isError),
      ...written.failed,
    ],
  };
}

const isFree = ({ business }: FoundCalendar): boolean => ownership(business.businessType, "") !== "foreign";

const leftOut = ({ business: { id, businessType } }: FoundCalendar): Problem =>
  problem("adopt-left-out", { address: id, marker: businessType });

/** Addresses in lower case that specs of other organisations name, with the organisation. */
function othersCalendars({ organisations }: Estate, stack: string): Map<string, string> {
  return new Map(
    organisations
      .filter(({ organisation }) => organisation.stack !== stack)
      .flatMap(({ organisation, calendars }) =>
        calendars
          .filter(({ status }) => status !== "handed-over")
          .map(({ address }) => [address.toLowerCase(), organisation.shortName] as const),
      ),
  );
}

/** Names and files that specs of the organisation have. */
function takenNames({ root, files, model: { organisation, calendars } }: CalendarAdoptionInput): Set<string> {
  const keys = calendars.map(({ serviceArea, clinicName }) =>
    `${serviceArea}\n${clinicName}`.toLowerCase().replace(/[^a-z0-9\n]/g, ""),
  );
  const folder = `specs/${organisation.folder}/calendars/`;
  const paths = files.readTree(root, "specs").map(({ path }) => path);
  return new Set([...keys, ...paths.filter((path) => path.startsWith(folder))]);
}
