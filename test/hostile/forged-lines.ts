import { readFileSync } from "node:fs";
import { chartSvg } from "../../src/activity/chart";
import { type Row, rowLine } from "../../src/activity/columns";
import { groupings } from "../../src/activity/summary";
import { deckData } from "../../src/guidance/deck-data";
import { Presentation } from "../../src/guidance/presentation";
import { type Audience, audiences } from "../../src/guidance/questions";
import { renderDeck } from "../../src/guidance/render-deck";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { Organisation } from "../../src/model/organisation";
import { canonicalText } from "../../src/plan/reviewed-plan";
import { carry } from "../../src/problem/carry";
import { formatText, problemsToJson } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import { safeText } from "../../src/problem/safe-text";
import { activityTable, activityTsv } from "../../src/report/activity-text";
import { attentionLines } from "../../src/report/attention-text";
import { calendarDetail, calendarTable } from "../../src/report/calendar-text";
import { comment, type PreviewReport } from "../../src/report/comment";
import { doctorJson, doctorText } from "../../src/report/doctor-report";
import { driftJson, driftMarkdown, driftText } from "../../src/report/drift-report";
import { findingFormats } from "../../src/report/finding-formats";
import { journalJson, journalText } from "../../src/report/journal-report";
import { listJson, statusJson } from "../../src/report/listing";
import { outcomeText } from "../../src/report/outcome-text";
import { paint } from "../../src/report/paint";
import { planText } from "../../src/report/plan-text";
import { policyDetail, policyTable } from "../../src/report/policy-text";
import { reviewedPlanMarkdown, reviewedPlanText } from "../../src/report/reviewed-plan-text";
import { previewJson, upJson } from "../../src/report/run-json";
import { userJson, userText } from "../../src/report/user-report";
import { ADDRESS, driftWith, recorded, seen } from "../drift/facts";
import { calendars } from "../report/calendars";
import { everyKind, place } from "../report/changes";
import { journalLines } from "../report/journal-lines";
import { policies } from "../report/policies";
import { calendar } from "../support/model";
import { activity, evidenceFiles, reviewedPlan, sources, summaryOf } from "./evidence";
import type { HostileCase, HostileClass } from "./hostile-class";
import { withEachText } from "./leaves";

/** Begins lines of its own, commands of both pipelines, escapes and tags. */
const FORGED =
  "\nFORGED\r\n::error::FORGED\n##vso[task.setvariable variable=x]FORGED\u001b[2J\u009b31m\u202e\u2028FORGED<script>FORGED</script>";

/** Something that writes for people or programs, with a value to write. */
interface Renderer<T = never> {
  readonly name: string;
  readonly value: T;
  readonly render: (value: T) => string | Promise<string>;
  /** What is wrong with what was written, where it is no text for a terminal; with what is written without the attack. */
  readonly fault?: (text: string, usual: string) => string | undefined;
}

/** A row of an activity report: what patients write is in it. */
const APPOINTMENT: Row = {
  "Customer Name": "Jo Bloggs",
  "Customer Email": "jo@example.com",
  Service: "ECG",
  " Custom Fields": "none",
};

const plain = paint(false);
const changes = { organisation: "leeds", changes: everyKind };
const outcomes = everyKind.map((change) => ({ change, outcome: "done" as const, problems: [] }));
const problems = [
  problem("no-such-path", { path: "specs/x" }, place(3)),
  problem("engine-failed", { organisation: "leeds", message: "it stopped" }),
  problem("calendar-look-failed", { name: "x", reason: "no answer" }, place(4)),
];
const preview = JSON.parse(
  JSON.stringify(
    previewJson("changed", [
      {
        organisation: "leeds",
        plan: changes,
        problems,
        outcomes: [],
        outcome: "changed",
        behind: [],
        pulumiOutput: "",
        seconds: 1,
      },
    ]),
  ),
) as PreviewReport;
const hf = calendar({ members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
const drift = driftWith({
  calendars: [hf],
  recorded: [recorded({}, hf)],
  sightings: { [ADDRESS]: seen({ phone: "0113 000 0000", displayName: "Other" }) },
});
const findings = { problems, files: ["specs/tenant.yaml"], toolVersion: "0.1.0" };
const user = {
  address: "amy.shah@nhs.net",
  displayName: "Amy Shah",
  mail: "amy.shah@nhs.net",
  organisation: "Leeds",
  near: ["amy.shaw@nhs.net"],
  calendars: [],
  policies: [],
  obstacles: [],
  underWay: [],
  enabledBy: [],
};

const of = <T>(
  name: string,
  value: T,
  render: (value: T) => string | Promise<string>,
  fault?: Renderer["fault"],
): Renderer => ({
  name,
  value: value as never,
  render: render as (value: never) => string,
  ...(fault && { fault }),
});

const SLIDES = {
  organisation: {
    ...{ name: "Leeds", stack: "leeds", shortName: "Leeds" },
    helpdesk: { name: "IT desk", phone: "0113 496 0000", email: "it.desk@nhs.net", hours: "8 to 6" },
    guidance: { processes: [{ text: "Ask the manager first.", for: [...audiences] }] },
  },
  domain: "nhs.net",
  calendars: [
    (({ displayName, address, serviceArea, clinicName, phone, status, members }) => ({
      ...{ displayName, address, serviceArea, clinicName, phone, status, members },
    }))(hf),
  ],
};

/** Every text of a deck: slides, notes and properties, a line for each. */
function deckTexts(audience: Audience, { organisation, domain, calendars: some }: typeof SLIDES): string {
  const data = deckData(audience, {
    domain,
    organisation: organisation as unknown as Organisation,
    calendars: some as unknown as BookingCalendar[],
  });
  const template = readFileSync(`templates/guidance/${audience}.pptx`);
  const deck = new Presentation(renderDeck(template, `${audience}.pptx`, data));
  return deck
    .parts(/^(ppt\/(slides|notesSlides)|docProps)\/[^/]+\.xml$/)
    .flatMap((part) => (deck.text(part) ?? "").split(/<[^>]*>/))
    .join("\n");
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
const checks = [{ what: "state", of: "leeds", result: "error", detail: "cut", findings: problems }] as const;
const whole = [{ organisation: "leeds", plan: changes, problems, outcomes, outcome: "changed" }];

/** Everything that writes values which come from specs, the tenant, Graph or the engine. */
const renderers: readonly Renderer[] = [
  of("plan", changes, (one) => planText(one, plain)),
  of("plan, all of it", changes, (one) => planText(one, plain, { verbose: true })),
  of("outcome", { organisation: "leeds", outcomes, plan: {} }, (one) => outcomeText(one, plain)),
  of("list", calendars, (one) => calendarTable(one)),
  of("list in a narrow terminal", calendars, (one) => calendarTable(one, { width: 40 })),
  of("policies", policies, (one) => policyTable(one)),
  of("calendar", calendars, (all) => all.map((one) => calendarDetail(one, plain)).join("\n")),
  of("policy", policies, (all) => all.map((one) => policyDetail(one, plain)).join("\n")),
  of("attention", { calendars, policies }, (one) => attentionLines(one.calendars, one.policies).join("\n")),
  of("journal", journalLines, (one) => journalText(one, plain)),
  of("user", user, (one) => userText(one, plain)),
  of("drift", drift, (one) => driftText(one, plain)),
  of("drift in Markdown", [drift], (one) => driftMarkdown(one)),
  of("refusal in plain Pulumi", problems, (one) => carry(one)),
  of("problems", problems, (one) => formatText(one)),
  of("problems in JSON", problems, (one) => JSON.stringify(problemsToJson(one), undefined, 2)),
  of("doctor", checks, (one) => doctorText(one, plain, { colours: false })),
  of("comment", { previews: [preview], plans: [reviewedPlan] }, (one) =>
    comment({ checks: [], refusals: [], empty: [], ...one }),
  ),
  of("list in JSON", calendars, (one) => json(listJson(one, []))),
  of("status in JSON", { calendars, policies }, (one) => json(statusJson(one.calendars, one.policies))),
  of("journal in JSON", journalLines, (one) => json(journalJson(one, []))),
  of("drift in JSON", [drift], (one) => json(driftJson(one))),
  of("doctor in JSON", checks, (one) => json(doctorJson(one))),
  of("user in JSON", user, (one) => json(userJson(one))),
  of("outcome in JSON", whole, (one) => json(upJson("changed", one as never))),
  of("reviewed plan", reviewedPlan, (one) => reviewedPlanText(one)),
  of("reviewed plan in Markdown", reviewedPlan, (one) => reviewedPlanMarkdown(one)),
  of("reviewed plan in JSON", reviewedPlan, (one) => canonicalText(one)),
  of("auditors' site", sources, (one) => evidenceFiles(one, ".html"), markupFault),
  of("auditors' site, its search", sources, (one) => evidenceFiles(one, ".js"), controlFault),
  of("auditors' tables in JSON", sources, (one) => evidenceFiles(one, ".json")),
  of("auditors' tables for Excel", sources, (one) => evidenceFiles(one, ".tsv"), tableFault),
  of("activity report", activity, (one) => activityTable(summaryOf(one), groupings)),
  of("activity report for Excel", activity, (one) => activityTsv(summaryOf(one), groupings), tableFault),
  of("appointments for Excel", APPOINTMENT, (one) => rowLine(one, false), tableFault),
  of(
    "activity chart",
    activity,
    (one) =>
      chartSvg({ title: "Activity", subtitle: "Leeds", by: "service", totals: summaryOf(one).service }),
    markupFault,
  ),
  ...audiences.map((audience) =>
    of(`slides for ${audience}`, SLIDES, (one) => deckTexts(audience, one), slideFault),
  ),
  ...Object.entries(findingFormats).map(([name, render]) =>
    of(
      name,
      findings,
      render as (value: typeof findings) => string,
      name === "github" || name === "azure" ? commandFault : undefined,
    ),
  ),
];

/** A text of a slide is a paragraph or a part of one: a value begins none. */
function slideFault(text: string): string | undefined {
  const forged = text.split("\n").find((line) => /^\s*(FORGED|::|##vso\[)/.test(line));
  return forged === undefined ? controlFault(text) : `it has a line of its own: ${JSON.stringify(forged)}`;
}

/** What of a text would act, or stands in a line that a value began. Ours are indented by four under the line they belong to. */
function faultIn(text: string): string | undefined {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const forged = lines.find((line) => /^\s{0,3}(FORGED|::|##vso\[)/.test(line));
  if (forged !== undefined) return `it has a line of its own: ${JSON.stringify(forged)}`;
  return controlFault(text);
}

function controlFault(text: string): string | undefined {
  return ["\u001b", "\u009b", "\u202e"].some((one) => text.includes(one))
    ? "an escape or a mark of direction came through"
    : undefined;
}

function markupFault(text: string): string | undefined {
  return controlFault(text) ?? (text.includes("<script>") ? "a tag came through" : undefined);
}

/** A line break inside a cell is the cell's own: whoever opens the table sees as many rows and cells as without the attack. */
function tableFault(text: string, usual: string): string | undefined {
  const [cells, wanted] = [text, usual].map(
    (one) => one.replace(/"(?:[^"]|"")*"/g, "").split(/[\t\n]/).length,
  );
  return controlFault(text) ?? (cells === wanted ? undefined : `${cells} cells instead of ${wanted}`);
}

/** Of commands for a pipeline, each is a line, and there are as many of them as without the attack. */
function commandFault(text: string, usual: string): string | undefined {
  const [lines, wanted] = [text, usual].map((one) => one.trimEnd().split(/\r\n|[\n\r]/));
  const other = lines?.find((line) => !/^(::(error|warning|notice)[ :]|##vso\[task\.logissue )/.test(line));
  if (other !== undefined) return `a line that is not one of our commands: ${JSON.stringify(other)}`;
  return lines?.length === wanted?.length
    ? undefined
    : `${lines?.length} commands instead of ${wanted?.length}`;
}

/** Words of closed lists, and times: types, schemas and readers keep others out. */
const CLOSED = /\/(for\/\d+|at|severity|code|kind|outcome|what|status|role|membership|result|field)$/;

export const forgedLines: HostileClass = {
  name: "forged lines",
  invariant: "no text of a spec, the tenant or Graph starts a line, a command or an escape of its own",
  *cases(): Generator<HostileCase> {
    for (const { name, value, render, fault } of renderers)
      for (const { place, value: hostile } of withEachText(value, (text) => text + FORGED))
        if (!CLOSED.test(place))
          yield {
            name: `${name} ${place}`,
            run: async () => {
              const text = await render(hostile);
              if (!fault) return faultIn(safeText(text));
              return fault.length > 1 ? fault(text, await render(value)) : fault(text, "");
            },
          };
  },
};
