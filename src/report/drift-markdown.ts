import type { DriftReport } from "../drift/finding";
import { words } from "../problem/words";
import { driftGroups, driftSummary } from "./drift-groups";
import { FINDING_WORDS } from "./drift-words";
import { placeText } from "./place-text";

/**
 * A text that Markdown shows as it is. What somebody typed in the web app must neither draw a link nor call a person:
 * reports end up as issues and pull-request comments.
 */
function plain(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replace(/[\\`*_{}[\]<>#|!~&]/g, (character) => `\\${character}`)
    .replaceAll("://", ":\\/\\/")
    .replace(/www\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/(^|[^\w.+-])@/g, "$1&#64;");
}

const codeSpan = (text: string): string => `\`${text.replace(/[`\n]/g, " ")}\``;

function groupText(subject: string | undefined, findings: DriftReport["findings"]): string[] {
  return [
    ...(subject === undefined ? [] : [`### ${plain(subject)}`, ""]),
    ...findings.flatMap(({ kind, problem }) => {
      const { sentence, advice } = words(problem);
      const place = `${problem.at ? ` ${codeSpan(placeText(problem.at))}` : ""} (${codeSpan(problem.code)})`;
      return [
        `- **${FINDING_WORDS[kind]}**: ${plain(sentence)}${place}`,
        ...(advice ? advice.split("\n").map((line) => `  - ${plain(line)}`) : []),
      ];
    }),
    "",
  ];
}

/** The drift of some organisations for an issue or a pull request. */
export function driftMarkdown(reports: readonly DriftReport[]): string {
  return reports
    .flatMap((report) => [
      `## Drift: ${plain(report.organisation)}`,
      "",
      plain(driftSummary(report)),
      "",
      ...driftGroups(report).flatMap(({ subject, findings }) => groupText(subject, findings)),
    ])
    .join("\n");
}
