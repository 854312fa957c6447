import type { BookingCalendar } from "../model/booking-calendar";
import type { OrganisationModel } from "../model/estate";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** No adopted calendar asks for the ownership marker where the tenant does not want it. */
export const adoptedMark: Rule = {
  id: "adopted-mark",
  codes: ["marker-not-wanted"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ adopted, address, status, placeOf }) =>
      adopted?.mark && status === "active" && !estate.tenant.markAdopted
        ? [problem("marker-not-wanted", { address }, placeOf("/adopted/mark"))]
        : [],
    ),
};

/** A calendar passes from one organisation to another where both specs say so. */
export const handoversPair: Rule = {
  id: "handovers-pair",
  codes: [
    "handover-incomplete",
    "handover-confirms-another",
    "handover-without-status",
    "handed-over-has-field",
    "handover-not-adopted",
    "handover-unknown-organisation",
    "handover-receiver-without-operator",
    "handover-not-received",
    "handover-not-given",
  ],
  check: ({ estate, salvaged }) =>
    eachCalendar(estate, (calendar) => {
      // what a spec seems to lack may only be misspelt there
      if (salvaged.has(calendar.source.file)) return [];
      return calendar.status === "handed-over"
        ? given(calendar, estate.organisations)
        : kept(calendar, estate.organisations);
    }),
};

const FIELDS = ["to", "confirm", "reason"] as const;
/** Fields that only the spec of the receiving organisation may have. */
const NOT_OF_GIVER = ["admins", "viewers", "exceptions", "recreate"] as const;

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function given(calendar: BookingCalendar, organisations: readonly OrganisationModel[]): Problem[] {
  const { address, handover = {}, spec, organisation, placeOf } = calendar;
  const missing = FIELDS.filter((field) => handover[field] === undefined);
  const { to, confirm } = handover;
  return [
    ...NOT_OF_GIVER.filter((field) => Object.hasOwn(spec, field)).map((field) =>
      problem("handed-over-has-field", { address, field }, placeOf(`/${field}`, "key")),
    ),
    ...(handover.from
      ? [problem("handed-over-has-field", { address, field: "handover.from" }, placeOf("/handover/from"))]
      : []),
    ...(missing.length > 0 ? [problem("handover-incomplete", { address, missing }, placeOf("/status"))] : []),
    ...(confirm === undefined || confirm === address
      ? []
      : [problem("handover-confirms-another", { address, confirm }, placeOf("/handover/confirm"))]),
    ...(to ? receivedBy(calendar, to.organisation, organisation, organisations) : []),
  ];
}

/** The other organisation's side of a calendar that this one gives. */
function receivedBy(
  { address, placeOf }: BookingCalendar,
  to: string,
  from: string,
  organisations: readonly OrganisationModel[],
): Problem[] {
  const at = placeOf("/handover/to");
  const receiver = other(organisations, from, to);
  if (!receiver) return [problem("handover-unknown-organisation", { field: "to", organisation: to }, at)];
  const { organisation, calendars } = receiver;
  const its = calendars.filter((one) => isSame(one.address, address));
  // it may have passed the calendar on, or deleted it, since
  const isReceived = its.some(
    ({ status, handover }) => status !== "active" || isSame(handover?.from?.organisation ?? "", from),
  );
  return [
    ...(organisation.operator === undefined
      ? [
          problem("handover-receiver-without-operator", { organisation: organisation.shortName }, at, [
            organisation.source,
          ]),
        ]
      : []),
    ...(isReceived
      ? []
      : [
          problem(
            "handover-not-received",
            { address, to: organisation.shortName, from },
            at,
            its.map(({ source }) => source),
          ),
        ]),
  ];
}

function kept(calendar: BookingCalendar, organisations: readonly OrganisationModel[]): Problem[] {
  const { address, handover, status, adopted, organisation: to, placeOf } = calendar;
  if (!handover) return [];
  const extra = FIELDS.filter((field) => handover[field] !== undefined).map((field) =>
    problem("handover-without-status", { address, field }, placeOf(`/handover/${field}`, "key")),
  );
  if (!handover.from || status !== "active") return extra;
  const at = placeOf("/handover/from");
  const from = handover.from.organisation;
  const giver = other(organisations, to, from);
  if (!giver)
    return [...extra, problem("handover-unknown-organisation", { field: "from", organisation: from }, at)];
  const { shortName } = giver.organisation;
  if (!adopted) return [...extra, problem("handover-not-adopted", { address, from: shortName }, at)];
  const its = giver.calendars.filter((one) => isSame(one.address, address));
  const isGiven = its.some(
    (one) => one.status === "handed-over" && isSame(one.handover?.to?.organisation ?? "", to),
  );
  if (isGiven) return extra;
  const also = its.map(({ source }) => source);
  return [...extra, problem("handover-not-given", { address, to, from: shortName }, at, also)];
}

/** The organisation of a short name, if it is another one. */
const other = (organisations: readonly OrganisationModel[], own: string, name: string) =>
  isSame(own, name)
    ? undefined
    : organisations.find(({ organisation }) => organisation.stack === name.toLowerCase());
