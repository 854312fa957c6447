import type { BookingCalendar } from "../model/booking-calendar";
import type { Role } from "../model/calendar-roles";
import type { Organisation } from "../model/organisation";
import { type Audience, knownLimits, questions } from "./questions";

/** What a template may name: texts, and lists of such. */
export interface DeckData {
  readonly [name: string]: string | readonly DeckData[];
}

/** What fits on a slide, in rows of a table with names of one line. */
const CALENDARS_A_SLIDE = 10.5;
/** The height of a slide's text in points, and what a point of a list and a question with its answer take of it. */
const TEXT_HEIGHT = 380;
const points = (name: string, texts: readonly { readonly text: string }[]): DeckData[] =>
  pages(
    name,
    texts.map(({ text }) => ({ text })),
    TEXT_HEIGHT,
    ({ text }) => 13 + 26 * linesOf(text, 80),
  );

/** The height of a row, by the characters of its longest cell and those that its column takes. */
function heightOf(text: string, width: number): number {
  return 1 + (linesOf(text, width) - 1) * 0.4;
}

function linesOf(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / width));
}

interface Made {
  readonly organisation: Organisation;
  readonly domain: string;
  readonly calendars: readonly BookingCalendar[];
}

/** What a deck of an organisation says. A list by the name of …Pages repeats a whole slide. */
export function deckData(audience: Audience, { organisation, domain, calendars }: Made): DeckData {
  const active = calendars.filter(({ status }) => status === "active");
  const { helpdesk, guidance } = organisation;
  const [example] = active;
  const contact = [helpdesk?.phone, helpdesk?.email].filter((one) => one !== undefined).join(", ");
  const processes = (guidance?.processes ?? []).filter((one) =>
    (one.for ?? ["la", "user"]).includes(audience),
  );
  return {
    organisation: organisation.name,
    shortName: organisation.shortName,
    stack: organisation.stack,
    domain,
    calendarCount: String(active.length),
    helpdeskName: helpdesk?.name ?? "your local IT support team",
    helpdeskContact: contact === "" ? "" : `: ${contact}`,
    helpdeskHours: helpdesk?.hours ?? "When they can be reached: see your organisation’s intranet.",
    exampleArea: example?.serviceArea ?? "Cardiology",
    exampleClinic: example?.clinicName ?? "Heart Failure",
    exampleName: example?.displayName ?? `${organisation.shortName}CardiologyHeartFailure`,
    calendarPages: pages("calendars", active.map(calendarRow), CALENDARS_A_SLIDE, ({ address, clinicName }) =>
      Math.max(heightOf(address, 38), heightOf(clinicName, 22)),
    ),
    questionPages: pages(
      "questions",
      questions
        .filter((one) => one.audiences.includes(audience))
        .map(({ question, answer }) => ({ question, answer })),
      TEXT_HEIGHT,
      ({ question, answer }) => 25 + 21 * (linesOf(question, 80) + linesOf(answer, 88)),
    ),
    processPages: points("processes", processes),
    limitPages: points(
      "limits",
      knownLimits.map((text) => ({ text })),
    ),
  };
}

function calendarRow(calendar: BookingCalendar) {
  const { displayName, address, serviceArea, clinicName, phone, members } = calendar;
  const count = (role: Role): string => String(Object.values(members).filter((one) => one === role).length);
  const counts = { adminCount: count("admin"), viewerCount: count("viewer") };
  return { displayName, address, serviceArea, clinicName, phone, ...counts };
}

/** Rows in order on slides of a height. */
function filled<R>(rows: readonly R[], height: number, heightOfRow: (row: R) => number): R[][] {
  const slides: R[][] = [];
  let room = 0;
  for (const row of rows) {
    const needed = heightOfRow(row);
    if (slides.length === 0 || needed > room) {
      slides.push([]);
      room = height;
    }
    slides.at(-1)?.push(row);
    room -= needed;
  }
  return slides;
}

/** Steps in which the height is looked for at which slides are filled alike. */
const STEPS = 20;

/** Rows spread over as few slides as hold them, long names counting for the lines that they take, and evenly over those. */
function pages<R extends DeckData>(
  name: string,
  rows: readonly R[],
  height: number,
  heightOfRow: (row: R) => number,
): DeckData[] {
  const fewest = filled(rows, height, heightOfRow);
  const lower = Array.from({ length: STEPS }, (_, step) =>
    filled(rows, (height * (step + 1)) / STEPS, heightOfRow),
  );
  const slides = lower.find(({ length }) => length === fewest.length) ?? fewest;
  return slides.map((some, index) => ({
    [name]: some,
    page: String(index + 1),
    pages: String(slides.length),
    pageOf: slides.length === 1 ? "" : ` (${index + 1} of ${slides.length})`,
  }));
}
