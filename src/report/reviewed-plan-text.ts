import { planDigest, type ReviewedChange, type ReviewedPlan, type ReviewedStep } from "../plan/reviewed-plan";
import { oneLine, unbrokenTexts } from "../problem/printable";
import { fieldWord, KIND_WORDS, valueWord } from "./change-words";
import { counted } from "./phrases";

const roleWord = (role: string): string => role.replace(/^other:/, "");

/** One change of a step in words. */
function changeText({ what, name, from, to }: ReviewedChange): string {
  if (what === "field") {
    const shown = (value: string | undefined): string =>
      value === undefined ? "nothing" : valueWord(name, value);
    return `${fieldWord(name)}: ${shown(from)} → ${shown(to)}`;
  }
  if (from === undefined)
    return `Add ${oneLine(name)}${what === "person" ? ` as ${roleWord(to ?? "")}` : ""}`;
  if (to === undefined) return `Remove ${oneLine(name)}`;
  return `${oneLine(name)}: from ${roleWord(from)} to ${roleWord(to)}`;
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

/** A plan for a terminal. */
export function reviewedPlanText(given: ReviewedPlan): string {
  const plan = unbrokenTexts(given);
  const parts = plan.organisations.map(({ organisation, steps, ends, overrides }) =>
    [
      `${organisation}: ${summaryOf(steps)}${ends ? "; the organisation is retired" : ""}.`,
      ...overrides.map(({ limit, number, expires }) => `  Override of ${limit}: ${number} until ${expires}`),
      ...steps.flatMap((step) => [`  ${titleOf(step)}`, ...linesOf(step).map((line) => `      ${line}`)]),
    ].join("\n"),
  );
  return [...parts, `Plan ${planDigest(given)}, by version ${plan.tool}`, ""].join("\n");
}

/** What Markdown would read as its own. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");

/** A plan for a pull request. */
export function reviewedPlanMarkdown(given: ReviewedPlan): string {
  const plan = unbrokenTexts(given);
  const parts = plan.organisations.map(({ organisation, steps, ends }) =>
    [
      `### ${escaped(organisation)}: ${summaryOf(steps)}${ends ? "; the organisation is retired" : ""}`,
      "",
      ...steps.flatMap((step) => [
        `- **${escaped(titleOf(step))}**`,
        ...linesOf(step).map((line) => `  - ${escaped(line)}`),
      ]),
      "",
    ].join("\n"),
  );
  return [...parts, `Plan \`${planDigest(given)}\`, by version ${escaped(plan.tool)}.`, ""].join("\n");
}
