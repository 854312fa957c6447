import { once } from "../providers/once";
import type { GraphClient } from "../src/graph/graph-client";
import { openGraph } from "../src/graph/open-graph";
import type { LoadedOrganisation, ProgramPorts } from "../src/preflight/check-run";
import { absentIdentities } from "../src/preflight/needed-identities";
import { policyView, viewThrough } from "../src/preflight/preflight-view";
import { formatText } from "../src/problem/format";
import { safeText } from "../src/problem/safe-text";
import { tidyProblems } from "../src/problem/tidy-problems";
import { readJournal } from "../src/records/journal";
import { knowledgeOf } from "../src/records/journal-knowledge";
import { fetchJournals, journalFile } from "../src/records/open-records";
import { concerns, type EstateReader, type JudgedEstate, readEachTime } from "../src/rules/judged-estate";
import { sourceReader } from "../src/spec/spec-files";
import { recordedNames } from "./recorded-names";

/** The ports for a root folder and an environment, as both plain Pulumi and our commands use them. */
export function portsOf(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  read: EstateReader = readEachTime,
): ProgramPorts {
  const graph = observer(env);
  return {
    load: async (stack) => {
      await fetchJournals({ root, env }, [stack]);
      return organisationIn(read(root), stack);
    },
    view: viewThrough(graph),
    policies: policyView(graph),
    environmentTenantId: env["BOOKINGS_TENANT_ID"],
    journal: (stack) => knowledgeOf(readJournal(journalFile(root, env, stack)).lines),
    recorded: (stack) => recordedNames(root, stack),
    absent: (stack, needed) => absentIdentities(stack, needed, env),
    now: () => new Date(),
    report: () => undefined,
    inWords: (problems) => safeText(formatText(tidyProblems(problems), { sourceOf: sourceReader(root) })),
  };
}

/**
 * The observer for all that a program asks beforehand, so that its questions share batches. It signs in at the first: most
 * runs ask none.
 */
export function observer(env: Readonly<Record<string, string | undefined>>): () => GraphClient {
  return once(() => openGraph({ env, identity: "observer" }));
}

/** The specs of one organisation, with every problem that concerns it. */
export function organisationIn(
  { estate, problems: found, judged }: JudgedEstate,
  stack: string,
): LoadedOrganisation {
  const model = estate?.organisations.find(({ organisation }) => organisation.stack === stack);
  return {
    problems: judged.filter(concerns([stack])),
    broken: new Set(found.flatMap(({ at, severity }) => (at && severity === "error" ? [at.file] : []))),
    ...(estate && { tenant: estate.tenant }),
    ...(model && { model }),
  };
}
