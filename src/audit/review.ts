import { parseDocument } from "../spec/parse-document";
import type { SpecFiles } from "../spec/spec-files";

/** What is decided of a person: to stay, to go, or to have the other role. */
export const decisionWords = ["keep", "remove", "admin", "viewer"] as const;

/** One person on one calendar, and what was decided. */
export interface Decision {
  readonly calendar: string;
  readonly person: string;
  readonly role: string;
  readonly decision?: string;
}

/** An access review as its file holds it. */
export interface Review {
  readonly file: string;
  /** Name of the organisation's folder. */
  readonly organisation: string;
  readonly started: string;
  readonly reviewer?: string;
  readonly finished?: string;
  readonly next?: string;
  readonly decisions: readonly Decision[];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const entries = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];

/** A review from its file; undefined when it is none. */
export function parseReview(file: string, content: string): Review | undefined {
  const document = parseDocument(content);
  if (document.errors.length > 0) return undefined;
  const value = document.toJS() as Record<string, unknown> | null;
  if (value?.["kind"] !== "AccessReview") return undefined;
  const optional = (name: string): object => (text(value[name]) === "" ? {} : { [name]: text(value[name]) });
  return {
    file,
    organisation: text(value["organisation"]),
    started: text(value["started"]),
    ...optional("reviewer"),
    ...optional("finished"),
    ...optional("next"),
    decisions: entries(value["calendars"]).flatMap((one) =>
      entries(one["people"]).map(({ person, role, decision }) => ({
        calendar: text(one["calendar"]),
        person: text(person),
        role: text(role),
        ...(text(decision) !== "" && { decision: text(decision) }),
      })),
    ),
  };
}

/** All reviews of a root folder or a commit, in order of their files. */
export const reviewsIn = (files: SpecFiles, root: string): Review[] =>
  files
    .readTree(root, "reviews")
    .filter(({ kind }) => kind === "file")
    .flatMap((file) => parseReview(file.path, Buffer.from(file.read()).toString("utf8")) ?? [])
    .sort((one, other) => (one.file < other.file ? -1 : 1));

/** What a review is made from. */
export interface ToReview {
  readonly calendar: string;
  readonly members: Readonly<Record<string, string>>;
}

/** The file of a new review, with room for the decisions. */
export function reviewText(organisation: string, started: string, calendars: readonly ToReview[]): string {
  return [
    "# Decide for each person: keep, remove, or the role that they should have instead (admin or viewer).",
    "# Fill in reviewer and the date of the next review, then: bookings review finish and this file.",
    "kind: AccessReview",
    `organisation: ${organisation}`,
    `started: "${started}"`,
    'reviewer: ""',
    'next: ""',
    'finished: ""',
    "calendars:",
    ...calendars.flatMap(({ calendar, members }) => [
      `  - calendar: ${calendar}`,
      "    people:",
      ...Object.entries(members).map(
        ([person, role]) => `      - { person: ${JSON.stringify(person)}, role: ${role}, decision: "" }`,
      ),
    ]),
    "",
  ].join("\n");
}

/** Organisations whose next review is due by a day, or that never had one. */
export function dueReviews(
  organisations: readonly string[],
  reviews: readonly Review[],
  today: string,
): { readonly organisation: string; readonly due: string }[] {
  return organisations.flatMap((organisation) => {
    const last = reviews
      .filter((one) => one.organisation === organisation && one.finished !== undefined)
      .sort((one, other) => ((one.finished ?? "") < (other.finished ?? "") ? -1 : 1))
      .at(-1);
    const due = last?.next ?? "never reviewed";
    return last?.next !== undefined && last.next > today ? [] : [{ organisation, due }];
  });
}
