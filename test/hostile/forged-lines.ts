import { carry } from "../../src/problem/carry";
import { formatProblems } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import { safeText } from "../../src/problem/safe-text";
import { attentionLines } from "../../src/report/attention-text";
import { calendarDetail, calendarTable } from "../../src/report/calendar-text";
import { comment, type PreviewReport } from "../../src/report/comment";
import { doctorText } from "../../src/report/doctor-report";
import { driftMarkdown, driftText } from "../../src/report/drift-report";
import { findingFormats } from "../../src/report/finding-formats";
import { journalText } from "../../src/report/journal-report";
import { listJson } from "../../src/report/listing";
import { outcomeText } from "../../src/report/outcome-text";
import { paint } from "../../src/report/paint";
import { planText } from "../../src/report/plan-text";
import { policyDetail, policyTable } from "../../src/report/policy-text";
import { previewJson } from "../../src/report/run-json";
import { userText } from "../../src/report/user-report";
import { ADDRESS, driftWith, recorded, seen } from "../drift/facts";
import { calendars } from "../report/calendars";
import { everyKind, place } from "../report/changes";
import { journalLines } from "../report/journal-lines";
import { policies } from "../report/policies";
import { calendar } from "../support/model";
import type { HostileCase, HostileClass } from "./hostile-class";
import { withEachText } from "./leaves";

/** Begins lines of its own, commands of both pipelines, escapes and tags. */
const FORGED =
  "\nFORGED\r\n::error::FORGED\n##vso[task.setvariable variable=x]FORGED\u001b[2J\u009b31m\u202e\u2028FORGED<script>FORGED</script>";

/** Something that writes for people or programs, with a value to write. */
interface Renderer<T = never> {
  readonly name: string;
  readonly value: T;
  readonly render: (value: T) => string;
  /** Commands for a pipeline are written as they are, and nothing of a value may be one. */
  readonly isCommands?: boolean;
}

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

const of = <T>(name: string, value: T, render: (value: T) => string, isCommands = false): Renderer => ({
  name,
  value: value as never,
  render: render as (value: never) => string,
  isCommands,
});

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
  of("problems", problems, (one) => formatProblems(one, { as: "text" })),
  of("problems in JSON", problems, (one) => formatProblems(one, { as: "json" })),
  of(
    "doctor",
    [{ what: "state", of: "leeds", result: "error", detail: "cut", findings: problems }] as const,
    (one) => doctorText(one, plain, { colours: false }),
  ),
  of("comment", preview, (one) => comment({ checks: [], previews: [one] })),
  of("list in JSON", calendars, (one) => JSON.stringify(listJson(one, []), undefined, 2)),
  ...Object.entries(findingFormats).map(([name, render]) =>
    of(name, findings, render as (value: typeof findings) => string, name === "github" || name === "azure"),
  ),
];

/** What of a text would act, or stands in a line that a value began. Ours are indented by four under the line they belong to. */
function faultIn(text: string): string | undefined {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const forged = lines.find((line) => /^\s{0,3}(FORGED|::|##vso\[)/.test(line));
  if (forged !== undefined) return `it has a line of its own: ${JSON.stringify(forged)}`;
  return ["\u001b", "\u009b", "\u202e"].some((one) => text.includes(one))
    ? "an escape or a mark of direction came through"
    : undefined;
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
const CLOSED = /\/(at|severity|code|kind|outcome|what|status|role|membership|result|field)$/;

export const forgedLines: HostileClass = {
  name: "forged lines",
  invariant: "no text of a spec, the tenant or Graph starts a line, a command or an escape of its own",
  *cases(): Generator<HostileCase> {
    for (const { name, value, render, isCommands = false } of renderers) {
      const usual = isCommands ? render(value) : undefined;
      for (const { place, value: hostile } of withEachText(value, (text) => text + FORGED))
        if (!CLOSED.test(place))
          yield { name: `${name} ${place}`, run: () => faultOf(hostile, render, usual) };
    }
  },
};

function faultOf<T>(value: T, render: (value: T) => string, usual: string | undefined): string | undefined {
  const text = render(value);
  return usual === undefined ? faultIn(safeText(text)) : commandFault(text, usual);
}
