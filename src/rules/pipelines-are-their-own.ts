import type { Estate } from "../model/estate";
import type { Pipelines, TrustedJobs } from "../model/tenant";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** One place of a spec that trusts jobs. */
interface Trust {
  readonly field: keyof TrustedJobs;
  readonly value: string;
  readonly at: () => Place;
}

const WHAT = {
  githubEnvironment: "GitHub environment",
  azureServiceConnection: "Azure DevOps service connection",
};
const HOME = { githubEnvironment: "github", azureServiceConnection: "azureDevOps" } as const;

/** No two identities trust the same jobs, and it is said where the jobs are. */
export const pipelinesAreTheirOwn: Rule = {
  id: "pipelines-are-their-own",
  codes: ["pipeline-shared", "pipeline-without-home"],
  check: ({ estate }) => {
    const holders = new Map<string, Trust>();
    const problems: Problem[] = [];
    for (const trust of trusts(estate)) {
      const { field, value, at } = trust;
      const key = `${field} ${value.toLowerCase()}`;
      const holder = holders.get(key);
      if (holder)
        problems.push(problem("pipeline-shared", { what: WHAT[field], value }, at(), [holder.at()]));
      else holders.set(key, trust);
      problems.push(...homeless(trust, estate.tenant.pipelines));
    }
    return problems;
  },
};

function homeless({ field, at }: Trust, pipelines: Pipelines): Problem[] {
  if (pipelines[HOME[field]]) return [];
  return [problem("pipeline-without-home", { what: WHAT[field], missing: `pipelines/${HOME[field]}` }, at())];
}

function trusts({ tenant, organisations }: Estate): Trust[] {
  return [
    ...trustsOf(tenant.observer, (field) => tenant.placeOf(`/observer/${field}`)),
    ...organisations.flatMap(({ organisation }) =>
      trustsOf(organisation.pipelines, (field) => organisation.placeOf(`/pipelines/${field}`)),
    ),
  ];
}

function trustsOf(jobs: TrustedJobs, placeOf: (field: string) => Place): Trust[] {
  return (["githubEnvironment", "azureServiceConnection"] as const).flatMap((field) => {
    const value = jobs[field];
    return value === undefined ? [] : [{ field, value, at: () => placeOf(field) }];
  });
}
