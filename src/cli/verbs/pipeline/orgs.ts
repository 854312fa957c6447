import { loadEstate } from "../../../model/load-estate";
import { jobsFor, touchedBy } from "../../../review/touched";
import { diskFiles } from "../../../spec/spec-files";
import type { Context } from "../../context";
import { Git } from "../../git";
import { allOrganisations } from "../../organisations";
import type { Verb } from "../../verb";

interface OrgsOptions {
  readonly changedSince?: string;
  readonly head?: string;
  readonly json?: boolean;
}

function orgs({ changedSince, head, json }: OrgsOptions, context: Context): void {
  const { root } = context;
  const { organisations, otherFiles } = touched(root, changedSince, head);
  const jobs = jobsFor(organisations).map(({ name, organisations: some }) => ({
    name,
    organisations: some.join(" "),
  }));
  if (json) context.printJson({ schemaVersion: 1, organisations, jobs, otherFiles });
  else for (const name of organisations) context.print(`${name}\n`);
}

function touched(root: string, since: string | undefined, head: string | undefined) {
  if (since === undefined) return { organisations: allOrganisations(root), otherFiles: [] };
  const git = new Git(root);
  const commit = git.mergeBase(since, head ?? "HEAD");
  const { estate } = loadEstate(root, head === undefined ? diskFiles : git.specsAt(git.commit(head)));
  const known = estate?.organisations.map(({ organisation }) => organisation.stack);
  return touchedBy(git.changedPaths(commit, head), known ?? allOrganisations(root));
}

/** `bookings orgs`: which organisations a pipeline has to run for. */
export const orgsVerb: Verb = {
  declare(command, context) {
    command
      .option("--changed-since <revision>", "only those that changed since this revision of git")
      .option("--head <revision>", "compare this revision instead of the folder")
      .option("--json", "print organisations and jobs as JSON (schemas/output/orgs.schema.json)")
      .examples([
        ["bookings orgs", "every organisation, one a line"],
        ["bookings orgs --changed-since origin/main --json", "the jobs of a pipeline for this change"],
      ])
      .action((options: OrgsOptions) => orgs(options, context));
  },
};
