import { appendFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { type ChangeReport, type CommentInput, comment, type PreviewReport } from "../../report/comment";
import type { Context } from "../context";
import { commentPlace } from "../post-comment";
import { examples, type Verb } from "../verb";

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
  if (options.summary !== undefined) {
    appendFileSync(resolve(io.cwd, options.summary), comment(input, MOST_OF_SUMMARY));
  }
  if (!options.post) return context.print(text);
  context.say(`The comment is at ${await commentPlace(io.env).put(text)}.`);
}

/** Reads the files that `check --json` and `preview --json` wrote, told apart by their published schemas. */
function readReports(files: readonly string[]): CommentInput {
  const ajv = new Ajv();
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "..", "schemas", "output", name), "utf8"));
  const isCheck = ajv.compile<ChangeReport>(schema("check.schema.json"));
  const isPreview = ajv.compile<PreviewReport>(schema("preview.schema.json"));
  const checks: ChangeReport[] = [];
  const previews: PreviewReport[] = [];
  for (const file of files) {
    const value = readJson(file);
    if (isCheck(value)) checks.push(value);
    else if (isPreview(value)) previews.push(value);
    else
      throw VisibleError.of(
        problem("report-unreadable", { file, why: "it is neither a check nor a preview" }),
      );
  }
  return { checks, previews };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw VisibleError.of(problem("report-unreadable", { file, why }));
  }
}

/** `bookings comment`: checks and previews as one comment of a pull request. */
export const commentVerb: Verb = {
  declare(command, context) {
    command
      .argument("<files...>", "what bookings check --json and bookings preview --json wrote")
      .option("--post", "put it on the pull request of this pipeline (GitHub Actions or Azure Pipelines)")
      .option("--summary <file>", "also add the whole to a file, such as $GITHUB_STEP_SUMMARY")
      .addHelpText(
        "after",
        examples([
          ["bookings comment check.json preview.json", "show the comment"],
          [
            "bookings comment check.json preview.json --post",
            "put it on the pull request, in place of the last one",
          ],
        ]),
      )
      .action((files: string[], options: CommentOptions) => tell(files, options, context));
  },
};
