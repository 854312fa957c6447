import type { Catalogue } from "./catalogue";

/** Problems of the area “review”: a change of specs compared with the revision that it is based on. */
export const reviewProblems = {
  "git-failed": {
    outcome: "failed",
    sentence: ({ command, why }: { command: string; why: string }) => `git ${command} failed: ${why}`,
    advice: () => "Run this in a clone of the repository that holds the specs, with git on the PATH.",
  },
  "revision-unknown": {
    outcome: "failed",
    sentence: ({ revision }: { revision: string }) => `This clone has no revision “${revision}”.`,
    advice: ({ revision }: { revision: string }) =>
      `Fetch it first: git fetch origin ${revision}. In a pipeline, check out the whole history (fetch-depth: 0 on GitHub, fetchDepth: 0 on Azure DevOps).`,
  },
  "no-common-revision": {
    outcome: "failed",
    sentence: ({ base }: { base: string }) =>
      `This clone has no revision that “${base}” and the change share.`,
    advice: () =>
      "Check out the whole history (fetch-depth: 0 on GitHub, fetchDepth: 0 on Azure DevOps) and run this again.",
  },
  "base-unreadable": {
    outcome: "unreadable",
    sentence: ({ base }: { base: string }) =>
      `The specs at “${base}” cannot be read, so this change cannot be compared with them.`,
    advice: () =>
      "Bring specs/tenant.yaml of that revision back in a change of its own, or compare with an older revision.",
  },
  "base-has-errors": {
    severity: "warning",
    sentence: ({ base, files }: { base: string; files: readonly string[] }) =>
      `The specs at “${base}” have errors already, in ${files.join(", ")}. What these files described could not be compared in full.`,
  },
  "save-unknown": {
    outcome: "failed",
    sentence: ({ text }: { text: string; formats: readonly string[] }) =>
      `“${text}” does not say a format and a file to save it in.`,
    advice: ({ formats }: { formats: readonly string[] }) =>
      `Write --save FORMAT=FILE, such as --save sarif=check.sarif. Formats: ${formats.join(", ")}.`,
  },
  "report-unreadable": {
    outcome: "failed",
    sentence: ({ file, why }: { file: string; why: string }) =>
      `${file} is not a report to comment on: ${why}.`,
    advice: () =>
      "Name files that “bookings check --json”, “bookings preview --json” or “bookings preview --out” wrote with this version of the program.",
  },
  "comment-without-pipeline": {
    outcome: "failed",
    sentence: () => "--post works in GitHub Actions and in Azure Pipelines only.",
    advice: () => "Leave --post out to see the comment.",
  },
  "comment-variable-missing": {
    outcome: "failed",
    sentence: ({ name }: { name: string }) =>
      `The comment cannot be posted: the variable ${name} is not set.`,
    advice: () =>
      "Pass it to the step (env: in the pipeline), and run the step for pull requests only. “bookings init” writes pipelines that do.",
  },
  "comment-not-posted": {
    outcome: "failed",
    sentence: ({ url, why }: { url: string; why: string }) =>
      `The comment could not be posted: ${url}: ${why}.`,
    advice: () =>
      "Check that the job's token may write to pull requests (pull-requests: write on GitHub; “Contribute to pull requests” for the build service on Azure DevOps), then run the job again.",
  },
  "folder-not-empty": {
    outcome: "refused",
    sentence: ({ folder, names }: { folder: string; names: readonly string[] }) =>
      `${folder} is not empty: it holds ${names.join(", ")}. Nothing was written.`,
    advice: () => "Use an empty folder or a new repository: bookings init FOLDER",
  },
  "organisation-spec-vanished": {
    outcome: "refused",
    sentence: ({ organisation, file }: { organisation: string; file: string }) =>
      `${file} is no longer there, so organisation ${organisation} is in no spec.`,
    advice: () =>
      "Bring the file back. To retire an organisation, delete its calendars and policies first, each by “status: deleted” with a confirmation, then set “status: deleted” in organisation.yaml, and leave the files in place.",
  },
} as const satisfies Catalogue;
