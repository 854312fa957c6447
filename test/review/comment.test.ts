import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { canonicalText, type ReviewedPlan } from "../../src/plan/reviewed-plan";
import { problemsToJson } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import {
  type CommentInput,
  comment as commentOf,
  MARKER,
  MOST_CHARACTERS,
  type PreviewReport,
} from "../../src/report/comment";
import { checkJson } from "../../src/report/finding-formats";
import { reviewedPlanMarkdown } from "../../src/report/reviewed-plan-text";
import { previewJson, refusalJson } from "../../src/report/run-json";
import { reviewedPlan } from "../hostile/evidence";
import { deletion, everyKind, people, place } from "../report/changes";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

const renderer = new MarkdownIt({ html: true, linkify: true });
renderer.linkify.set({ fuzzyEmail: true, fuzzyLink: true });

/** A comment of what is given, and of nothing else. */
const comment = (given: Partial<CommentInput>): string =>
  commentOf({ checks: [], previews: [], plans: [], refusals: [], empty: [], ...given });

const result = (changes: typeof everyKind, organisation = "leeds") => ({
  organisation,
  plan: { organisation, changes, people },
  problems: [problem("limit-override-expired", { limit: "membersRemoved", expires: "2026-01-01" }, place(3))],
  outcomes: [],
  outcome: "changed" as const,
  behind: [],
  pulumiOutput: "",
  seconds: 1,
});
const preview = (changes = everyKind): PreviewReport =>
  JSON.parse(JSON.stringify(previewJson("changed", [result(changes)])));
const check = {
  ...(checkJson({
    problems: [],
    files: [],
    toolVersion: "0.1.0",
    organisations: ["leeds"],
    otherFiles: ["README.md"],
    reviewers: [{ owner: "@example/leeds", files: ["specs/leeds/a.yaml"] }],
  }) as { organisations: string[]; otherFiles: string[] }),
  problems: [],
  reviewers: [{ owner: "@example/leeds", files: ["specs/leeds/a.yaml"] }],
};

/** What stands outside code once the comment is rendered: tags, and text that a host would turn into mentions. */
function outsideCode(text: string) {
  const html = renderer.render(text).replaceAll(/<(code|pre)\b[^>]*>.*?<\/\1>/gs, "");
  return { tags: new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = ""]) => tag)), html };
}
/** Expects that only what we wrote means anything in a rendered text. */
function isHarmless(text: string): void {
  const { tags, html } = outsideCode(text);
  const foreign = [...tags].filter((tag) => !OUR_TAGS.includes(tag));
  expect(foreign, text).to.deep.equal([]);
  expect(html, text).to.not.match(/@|#\d|https?:|www\.|<!--|javascript/);
}
const OUR_TAGS = [
  "h3",
  "ul",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "p",
  "strong",
  "details",
  "summary",
];

describe("bookings comment", () => {
  it("says of errors that hold back single calendars that the others can be applied [UPD-2]", () => {
    const missing = problem("calendar-missing", { address: "LeedsPhysioKnee@nhs.net" }, place(1));
    const one = result(everyKind);
    const previewed = (outcome: "held" | "refused"): PreviewReport =>
      JSON.parse(
        JSON.stringify(
          previewJson(outcome, [
            {
              ...one,
              outcome,
              plan: { ...one.plan, held: ["LeedsPhysioKnee@nhs.net"] },
              problems: [missing],
            },
          ]),
        ),
      );
    const text = comment({ checks: [], previews: [previewed("held")] });
    expect(text).to.contain("❌ Bookings: 1 error of single calendars, which are held back.");
    expect(text).to.contain("| held |").and.to.contain("; 1 calendar held back |");
    expect(comment({ checks: [], previews: [previewed("refused")] })).to.contain(
      "1 error. This change cannot be applied as it is.",
    );
  });

  it("tells verdict, counts, deletions and people by name, with the details folded [OPS-3]", () => {
    const text = comment({ checks: [check], previews: [preview()] });
    expect(text.split("\n").slice(0, 2)).to.deep.equal([
      MARKER,
      "### ⚠️ Bookings: this change DELETES 1 calendar.",
    ]);
    expect(text).to.contain("To be approved by: ` @example/leeds `");
    expect(text).to.contain("**Deleted for good:** ` LeedsOldClinic@nhs.net ` (**2 future appointments**)");
    expect(text).to.contain("Amy Shah (amy.shah@nhs.net)");
    expect(text.indexOf("<details>")).to.be.greaterThan(text.indexOf("limit-override-expired"));
  });

  it("says first that a change cannot be applied", () => {
    const problems = problemsToJson([problem("revision-unknown", { revision: "x" })]) as typeof check;
    const text = comment({ checks: [{ ...check, problems: problems.problems }] });
    expect(text).to.contain("### ❌ Bookings: 1 error. This change cannot be applied as it is.");
    expect(comment({ checks: [check] })).to.contain("No preview was made.");
  });

  it("tells a plan that preview --out wrote as it tells a preview", () => {
    const text = comment({ checks: [check], plans: [reviewedPlan] });
    expect(text).to.contain("### ⚠️ Bookings: this change DELETES 1 calendar.");
    expect(text).to.contain("| ` leeds ` | changed | 6 changes |");
    expect(text).to.contain("**Deleted for good:** ` LeedsOldClinic@nhs.net ` (**2 future appointments**)");
    expect(text).to.contain("Override of deletions: 3 until 2026-12-01");
    expect(text).to.contain("    Add bob.jones12@nhs.net as viewer");
    const [organisation] = reviewedPlan.organisations;
    const still = { ...reviewedPlan, organisations: [{ ...organisation, steps: [] }] } as ReviewedPlan;
    expect(comment({ plans: [still] })).to.contain("✅ Bookings: nothing changes.");
  });

  it("tells a refusal with its problems, or in its own words where it has none", () => {
    const refusal = (problems: Parameters<typeof refusalJson>[0]["problems"]) =>
      JSON.parse(
        JSON.stringify(
          refusalJson({ message: "The folder has no specs.", advice: "Go there.", problems }, 1),
        ),
      );
    const one = comment({
      checks: [check],
      refusals: [refusal([problem("revision-unknown", { revision: "x" })])],
    });
    expect(one).to.contain("❌ Bookings: 1 error.").and.to.contain("error revision-unknown:");
    expect(one).not.to.contain("The folder has no specs.");
    const bare = comment({ checks: [check], refusals: [refusal([])] });
    expect(bare)
      .to.contain("❌ Bookings: 1 error.")
      .and.to.contain("The folder has no specs.\n  → Go there.");
  });

  it("never takes a report without content for a preview without changes", () => {
    const text = comment({ checks: [check], previews: [preview([])], empty: ["preview-leeds.json"] });
    expect(text).to.contain("❌ Bookings: 1 report without content.");
    expect(text).to.contain("**Nothing is in** ` preview-leeds.json `");
  });

  it("is at most 60,000 characters, and says how much did not fit", () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      ...deletion,
      address: `LeedsClinic${index}@nhs.net`,
    }));
    const problems = Array.from({ length: 500 }, () =>
      problem("revision-unknown", { revision: "x".repeat(900) }),
    );
    const organisations = Array.from({ length: 300 }, (_, index) => result(many.slice(0, 3), `org${index}`));
    const previews = [
      JSON.parse(JSON.stringify(previewJson("changed", [{ ...result(many), problems }, ...organisations]))),
    ];
    const text = comment({ previews });
    expect(text.length).to.be.at.most(MOST_CHARACTERS);
    expect(text).to.match(/\*\*\d+ more changes did not fit here\.\*\*/);
    expect(text).to.contain("and 271 organisations more");
    expect(text).to.match(/```\n\n<\/details>/);
  });

  it("is at most 60,000 characters whatever there is many of, with the longest of names", () => {
    const long = (index: number) => `${"`".repeat(90)}${"x".repeat(100)}${index}`;
    const names = Array.from({ length: 2000 }, (_, index) => long(index));
    const problems = names.map((name) => problem("revision-unknown", { revision: name.repeat(9) }));
    const reviewers = names.map((owner) => ({ owner, files: [owner] }));
    const text = comment({
      checks: names
        .slice(0, 300)
        .map((name) => ({ ...check, organisations: [name], otherFiles: [name], reviewers })),
      previews: names
        .slice(0, 300)
        .map((name) =>
          JSON.parse(JSON.stringify(previewJson("changed", [{ ...result([deletion], name), problems: [] }]))),
        ),
      refusals: [JSON.parse(JSON.stringify(refusalJson({ message: "No specs.", problems }, 3)))],
      empty: names,
    });
    expect(text.length).to.be.at.most(MOST_CHARACTERS);
    expect(text)
      .to.contain("and 1990 more")
      .and.to.match(/\*\*\d+ more changes did not fit here\.\*\*/);
  });

  it("shows hostile names as the text they are: no link, mention, image or HTML that we did not write", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          "@octocat",
          "#123",
          "`",
          "```",
          "``` \n",
          "|",
          "\n\n",
          "<img src=x>",
          "](https://e.example)",
          "![a]",
        ],
        ...[
          "www.e.example",
          "https://e.example",
          "a@e.example",
          "</details>",
          "<!--",
          "\\",
          "    x",
          "~~~",
          "\u2028",
        ],
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    );
    const hostile = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, value, file) => {
        const change = {
          ...deletion,
          address: name,
          at: place(3, file),
          fields: [{ field: value, from: name, to: value }],
          members: [{ address: value, from: "admin" as const }],
          deletion: { reason: value },
        };
        const changes = [change, { ...change, kind: "update" as const }];
        const [organisation] = reviewedPlan.organisations;
        const step = {
          of: "calendar" as const,
          name,
          title: name,
          kind: "delete" as const,
          changes: [{ what: "person" as const, name: value, to: file }],
          deletion: { reason: value },
          seen: "absent",
        };
        const override = { limit: value, number: 3, expires: file };
        const parts = [{ ...organisation, organisation: name, steps: [step], overrides: [override] }];
        const plan = { ...reviewedPlan, tool: value, organisations: parts } as ReviewedPlan;
        const text = comment({
          plans: [plan],
          refusals: [{ refused: { message: name, advice: value }, problems: [] }],
          empty: [file],
          checks: [
            {
              ...check,
              organisations: [name],
              otherFiles: [file],
              reviewers: [{ owner: value, files: [file] }],
              problems: [
                { code: "no-root", severity: "error", sentence: value, advice: name, at: place(1, file) },
              ],
            },
          ],
          previews: [JSON.parse(JSON.stringify(previewJson("changed", [result(changes, name)])))],
        });
        isHarmless(text.replace(MARKER, ""));
        isHarmless(reviewedPlanMarkdown(plan));
        expect(text.split("\n").filter((line) => line === MARKER)).to.have.length(1);
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);
});

describe("the files that bookings comment reads", () => {
  const read = async (texts: Readonly<Record<string, string>>) => {
    const folder = new SpecsFolder({});
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder.root, name), text);
    const told = await runBookings(["comment", ...Object.keys(texts)], { cwd: folder.root });
    folder.remove();
    return told;
  };

  it("are checks, previews, plans, refusals and empty files, told apart by what is in them", async () => {
    const refusal = refusalJson({ message: "No specs.", problems: [] }, 1);
    const { code, stdout, stderr } = await read({
      "plan-leeds.json": canonicalText(reviewedPlan),
      "preview-york.json": JSON.stringify(refusal),
      "preview-hull.json": "\n",
    });
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain("| ` leeds ` | changed | 6 changes |");
    expect(stdout).to.contain("error refused: No specs.");
    expect(stdout).to.contain("**Nothing is in** ` preview-hull.json `");
  });

  it("are refused where they are anything else, also a plan that someone edited", async () => {
    const plan = canonicalText(reviewedPlan);
    const [organisation] = reviewedPlan.organisations;
    const brokenStep = canonicalText({
      ...reviewedPlan,
      organisations: [{ ...organisation, steps: [{ title: "x", kind: "create", changes: [null] }] }],
    });
    for (const text of ["{", "[]", plan.replace(": ", ":"), brokenStep]) {
      const { code, stderr } = await read({ "plan.json": text });
      expect(code, text.slice(0, 40)).to.equal(1);
      expect(stderr).to.contain("is not a report to comment on");
    }
  });
});
