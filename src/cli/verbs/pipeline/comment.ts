import { appendFileSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import Ajv from "ajv";
import { parsePlan, planDigest, type ReviewedPlan } from "../../../plan/reviewed-plan";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import {
  type ChangeReport,
  type CommentInput,
  comment,
  type PreviewReport,
  type RefusedReport,
} from "../../../report/comment";
import { type Context, ofProduct } from "../../context";
import { postComment } from "../../post-comment";
import type { Verb } from "../../verb";

interface CommentOptions {
  readonly post?: boolean;
  readonly summary?: string;
}

/** GitHub takes 1 MiB of summary from a step. */
const MOST_OF_SUMMARY = 900_000;

async function tell(files: readonly string[], options: CommentOptions, context: Context): Promise<void> {
  const { io } = context;
  const input = readReports(files.map((file) => resolve(io.cwd, file)));
  const text = comment(input);
  if (options.summary !== undefined)
    appendFileSync(resolve(io.cwd, options.summary), comment(input, MOST_OF_SUMMARY));
  if (!options.post) return context.print(text);
  context.say(`The comment is at ${await postComment(io.env, text)}.`);
}

/** Reads what `check`, `preview` and their refusals wrote, told apart by the published schemas. */
function readReports(files: readonly string[]): CommentInput {
  const ajv = new Ajv();
  const validator = <T>(name: string) =>
    ajv.compile<T>(JSON.parse(readFileSync(ofProduct("schemas", "output", name), "utf8")));
  const isCheck = validator<ChangeReport>("check.schema.json");
  const isPreview = validator<PreviewReport>("preview.schema.json");
  const isRefusal = validator<RefusedReport>("refusal.schema.json");
  const isShownPlan = validator("plan.schema.json");
  const input = {
    checks: [] as ChangeReport[],
    previews: [] as PreviewReport[],
    plans: [] as ReviewedPlan[],
    refusals: [] as RefusedReport[],
    empty: [] as string[],
  };
  for (const file of files) {
    const text = tried(file, () => readFileSync(file, "utf8"));
    if (text.trim() === "") {
      input.empty.push(basename(file));
      continue;
    }
    const value: unknown = tried(file, () => JSON.parse(text));
    const plan = parsePlan(text);
    if (isCheck(value)) input.checks.push(value);
    else if (isPreview(value)) input.previews.push(value);
    else if (isRefusal(value)) input.refusals.push(value);
    else if (plan && isShownPlan({ digest: planDigest(plan), plan })) input.plans.push(plan);
    else unreadable(file, "it is neither a check, a preview, a plan nor a refusal");
  }
  return input;
}

function unreadable(file: string, why: unknown): never {
  refuse(problem("report-unreadable", { file, why: why instanceof Error ? why.message : String(why) }));
}

function tried<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return unreadable(file, error);
  }
}

/** `bookings comment`: checks and previews as one comment of a pull request. */
export const commentVerb: Verb = {
  declare(command, context) {
    command
      .argument(
        "<files...>",
        "what bookings check --json, preview --json and preview --out wrote; also refusals and empty files",
      )
      .option("--post", "put it on the pull request of this pipeline (GitHub Actions or Azure Pipelines)")
      .option("--summary <file>", "also add the whole to a file, such as $GITHUB_STEP_SUMMARY")
      .examples([
        ["bookings comment check.json preview.json", "show the comment"],
        ["bookings comment check.json plan.json", "… of a plan that bookings preview --out wrote"],
        [
          "bookings comment check.json preview.json --post",
          "put it on the pull request, in place of the last one",
        ],
      ])
      .action((files: string[], options: CommentOptions) => tell(files, options, context));
  },
};
