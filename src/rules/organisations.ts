import type { Estate, OrganisationModel } from "../model/estate";
import type { TrustedJobs } from "../model/tenant";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { type Rule, repeats } from "./rule";

// `tenant` is the stack of the tenant's own project; the others are devices on Windows, where no such folder can be.
const RESERVED = /^(tenant$|(con|prn|aux|nul|com\d|lpt\d)(\.|$))/;

/** The folder of an organisation is its short name in lower case, and can be the name of a stack. */
export const folderIsOrganisation: Rule = {
  id: "folder-is-organisation",
  codes: ["folder-is-not-organisation", "short-name-reserved"],
  check: ({ estate }) =>
    estate.organisations.flatMap(({ organisation: { shortName, stack, folder, placeOf } }) => {
      const at = () => placeOf("/shortName");
      if (RESERVED.test(stack)) return [problem("short-name-reserved", { shortName }, at())];
      if (folder === stack) return [];
      return [problem("folder-is-not-organisation", { folder, shortName, expected: stack }, at())];
    }),
};

/** No organisation's short name begins with another's, and no adopted address with another organisation's, so that none can belong to two. */
export const shortNamesPrefixFree: Rule = {
  id: "short-names-prefix-free",
  codes: ["short-name-clash", "address-of-another"],
  check: ({ estate }) => {
    // Sorted by stack, names that begin alike stand together: each is compared with those it may begin with.
    const problems: Problem[] = [];
    let open: (typeof estate.organisations)[number]["organisation"][] = [];
    for (const { organisation } of estate.organisations) {
      open = open.filter(({ stack }) => organisation.stack.startsWith(stack));
      const other = open.at(-1);
      if (other) {
        const args = { shortName: organisation.shortName, other: other.shortName };
        problems.push(
          problem("short-name-clash", args, organisation.placeOf("/shortName"), [
            other.placeOf("/shortName"),
          ]),
        );
      }
      open.push(organisation);
    }
    return [...problems, ...estate.organisations.flatMap(alike)];
  },
};

/** Adopted calendars of others under this organisation's name. One that it has handed over is in both specs. */
function alike({ organisation, calendars, namedAlike = [] }: OrganisationModel): Problem[] {
  const own = new Set(calendars.map(({ address }) => address.toLowerCase()));
  const { shortName, placeOf } = organisation;
  return namedAlike
    .filter(({ address, handover }) => {
      const from = handover?.from?.organisation.toLowerCase();
      return from !== organisation.stack && !own.has(address.toLowerCase());
    })
    .map(({ address, organisation: holder, placeOf: inCalendar }) =>
      problem("address-of-another", { address, holder, shortName }, inCalendar("/adopted/address"), [
        placeOf("/shortName"),
      ]),
    );
}

/** Two organisations do not share a name in the directory: users are told apart by it. */
export const directoryNamesDiffer: Rule = {
  id: "directory-names-differ",
  codes: ["directory-name-clash"],
  check: ({ estate: { organisations } }) =>
    repeats(organisations, ({ organisation }) => organisation.directoryName.trim().toLowerCase()).map(
      ({ first, again: { organisation } }) => {
        const { directoryName, placeOf } = organisation;
        const also = [first.organisation.placeOf("/directoryName")];
        return problem("directory-name-clash", { directoryName }, placeOf("/directoryName"), also);
      },
    ),
};

/** Every organisation has a service account of its own. */
export const operatorsDiffer: Rule = {
  id: "operators-differ",
  codes: ["operator-shared"],
  check: ({ estate: { organisations } }) =>
    repeats(organisations, ({ organisation }) => organisation.operator).map(({ first, again }) => {
      const { operator = "", placeOf } = again.organisation;
      const also = [first.organisation.placeOf("/operator")];
      return problem("operator-shared", { operator }, placeOf("/operator"), also);
    }),
};

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
    const all = trusts(estate);
    return [
      ...repeats(all, ({ field, value }) => `${field} ${value.toLowerCase()}`).map(
        ({ first, again: { field, value, at } }) =>
          problem("pipeline-shared", { what: WHAT[field], value }, at(), [first.at()]),
      ),
      ...all
        .filter(({ field }) => !estate.tenant.pipelines[HOME[field]])
        .map(({ field, at }) => {
          const args = { what: WHAT[field], missing: `pipelines/${HOME[field]}` };
          return problem("pipeline-without-home", args, at());
        }),
    ];
  },
};

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

/** An override of a limit ends on a day that exists, and there is one for each limit. Whether it has ended is for the run. */
export const overrideShape: Rule = {
  id: "override-shape",
  codes: ["override-for-no-day", "override-repeated"],
  check: ({ estate }) =>
    estate.organisations.flatMap(({ organisation: { limitOverrides, placeOf } }) =>
      limitOverrides.flatMap(({ limit, expires }, index) => {
        const of = (field: string, at = index) => placeOf(`/limitOverrides/${at}/${field}`);
        const first = limitOverrides.findIndex((other) => other.limit === limit);
        return [
          ...(isDay(expires) ? [] : [problem("override-for-no-day", { expires }, of("expires"))]),
          ...(first === index
            ? []
            : [problem("override-repeated", { limit }, of("limit"), [of("limit", first)])]),
        ];
      }),
    ),
};

// 30 February becomes 2 March and is not what it was.
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
