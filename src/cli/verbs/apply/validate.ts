import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { exitCode } from "../../../problem/exit-code";
import { problemsToJson } from "../../../problem/format";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { counted } from "../../../report/phrases";
import { pathFromRoot } from "../../../spec/find-root";
import type { Context } from "../../context";
import { allOrganisations } from "../../organisations";
import { problemsFor } from "../../tell-problems";
import type { JsonOption, Verb } from "../../verb";

interface Counts {
  readonly files: number;
  readonly organisations: number;
  readonly calendars: number;
  readonly policies: number;
}

function allRight({ files, organisations, calendars, policies }: Counts): string {
  const parts = [
    counted(organisations, "organisation"),
    counted(calendars, "calendar"),
    counted(policies, "user policy", "user policies"),
  ];
  return `All right: ${counted(files, "spec")} of ${parts.join(", ")}.\n`;
}

/** Where a path or an organisation's short name leads, from the root. */
function placeOf(path: string, root: string, cwd: string): string {
  const organisation = allOrganisations(root).find((name) => name === path.toLowerCase());
  const isFile = existsSync(resolve(cwd, path));
  return organisation && !isFile ? join("specs", organisation) : pathFromRoot(root, cwd, path);
}

async function validate(paths: readonly string[], { json }: JsonOption, context: Context): Promise<void> {
  const { io, root } = context;
  if (!existsSync(join(root, "specs"))) refuse(problem("no-organisations", { root }));
  const core = await import("../../../rules/validate.js");
  const { diskFiles } = await import("../../../spec/spec-files.js");
  const below = paths.map((path) => placeOf(path, root, io.cwd));
  const { problems, counts } = core.validate(root, diskFiles, below);
  if (json) context.printJson(problemsToJson(problems));
  else context.print(problemsFor(io, "stdout", problems, root));
  if (!json && problems.length === 0) context.print(allRight(counts));
  context.finish(counts.errors > 0 ? exitCode.specsInvalid : exitCode.fine);
}

/** `bookings validate`: every problem of the specs in one run. */
export const validateVerb: Verb = {
  declare(command, context) {
    command
      .argument(
        "[paths...]",
        "files, folders or organisations' short names whose problems to show (default: all specs)",
      )
      .option("--json", "print the problems as JSON (schemas/output/validate.schema.json)")
      .examples([
        ["bookings validate", "check everything"],
        ["bookings validate specs/leeds", "show the problems of one organisation"],
        ["bookings validate specs/leeds/calendars/cardiology-heart-failure.yaml", "… of one calendar"],
      ])
      .action((paths: string[], options: JsonOption) => validate(paths, options, context));
  },
};
