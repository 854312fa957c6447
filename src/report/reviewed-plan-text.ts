import {
  planDigest,
  type ReviewedChange,
  type ReviewedOrganisation,
  type ReviewedPlan,
  type ReviewedStep,
} from "../plan/reviewed-plan";
import { oneLine, printable, unbrokenTexts } from "../problem/printable";
import { fieldWord, KIND_WORDS, roleText, valueWord } from "./change-words";
import { codeSpan, fenced } from "./markdown";
import { counted } from "./phrases";

function changeText({ what, name, from, to }: ReviewedChange): string {
  if (what === "field") {
    const shown = (value: string | undefined): string =>
      value === undefined ? "nothing" : valueWord(name, value);
    return `${fieldWord(name)}: ${shown(from)} → ${shown(to)}`;
  }
  if (from === undefined) return `Add ${oneLine(name)}${what === "person" ? ` as ${roleText(to)}` : ""}`;
  if (to === undefined) return `Remove ${oneLine(name)}`;
  return `${oneLine(name)}: from ${roleText(from)} to ${roleText(to)}`;
}

const titleOf = ({ of, kind, title }: ReviewedStep): string =>
  `${KIND_WORDS[kind].before} ${of === "policy" ? "policy " : ""}${oneLine(title)}`;

function lossText({ deletion }: ReviewedStep): string[] {
  if (!deletion) return [];
  const { reason, futureAppointments } = deletion;
  const booked = futureAppointments === undefined ? [] : [`Future appointments: ${futureAppointments}`];
  return [`Reason: ${oneLine(reason)}`, ...booked];
}

const linesOf = (step: ReviewedStep): string[] => [...lossText(step), ...step.changes.map(changeText)];

const summaryOf = (steps: readonly ReviewedStep[]): string =>
  steps.length === 0 ? "nothing to change" : counted(steps.length, "change");

/** What one organisation's part of a plan says, in pieces that belong together. */
export function reviewedParts({ overrides, steps, held = [] }: ReviewedOrganisation): string[] {
  return [
    ...overrides.map(({ limit, number, expires }) => `Override of ${limit}: ${number} until ${expires}`),
    ...steps.map((step) => [titleOf(step), ...linesOf(step).map((line) => `    ${line}`)].join("\n")),
    ...held.map((address) => `Held back: ${oneLine(address)} stays as it is, because of an error of its own`),
  ];
}

/** What a plan comes to for an organisation, in words. */
export const headOf = ({ steps, ends }: ReviewedOrganisation): string =>
  `${summaryOf(steps)}${ends ? "; the organisation is retired" : ""}`;

/** A plan for a terminal. */
export function reviewedPlanText(given: ReviewedPlan): string {
  const plan = unbrokenTexts(given);
  const parts = plan.organisations.map((one) =>
    [
      `${one.organisation}: ${headOf(one)}.`,
      ...reviewedParts(one).map((part) => part.replaceAll(/^/gm, "  ")),
    ].join("\n"),
  );
  return [...parts, `Plan ${planDigest(given)}, by version ${plan.tool}`, ""].join("\n");
}

/** A plan for a pull request. What comes from specs stands in code. */
export function reviewedPlanMarkdown(given: ReviewedPlan): string {
  const plan = unbrokenTexts(given);
  const parts = plan.organisations.map((one) => {
    const text = reviewedParts(one).join("\n");
    const lines = text === "" ? [] : [...fenced(printable(text)), ""];
    return [`### ${codeSpan(one.organisation)}: ${headOf(one)}`, "", ...lines].join("\n");
  });
  return [...parts, `Plan ${codeSpan(planDigest(given))}, by version ${codeSpan(plan.tool)}.`, ""].join("\n");
}
