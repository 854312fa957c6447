import { type Problem, problem } from "../problem/problem";
import { type Check, checkOf } from "./check";
import type { DoctorFacts, IdentitiesFileFacts, IdentityFacts, OrganisationFacts } from "./facts";

type Facts = Pick<DoctorFacts, "tenant" | "file" | "identities" | "organisations">;

/** The tenant that is meant, by the specs and by the environment. */
export function judgeTenant({ tenant: { specs, environment } }: Pick<DoctorFacts, "tenant">): Check {
  const findings: Problem[] = [
    ...(specs === "" ? [problem("doctor-specs-unreadable", {})] : []),
    ...(environment === "" ? [problem("doctor-tenant-unset", { specs })] : []),
    ...(specs !== "" && environment !== "" && specs !== environment
      ? [problem("tenant-of-environment-differs", { environment, specs })]
      : []),
  ];
  return checkOf("tenant", "specs and environment", environment || "none", findings);
}

/** The identities file: whether it can be used, is the owner's alone, and has what the organisations need. */
export function judgeFile({ file, identities, organisations }: Facts): Check {
  if (file.problem) return checkOf("identities", file.file || "none", "cannot be used", [file.problem]);
  return checkOf("identities", file.file, `${identities.length} to check`, [
    ...safety(file),
    ...absent(identities, organisations),
  ]);
}

function safety({ file, openFolder, isWritable, renewed, tokenFiles }: IdentitiesFileFacts): Problem[] {
  return [
    ...(openFolder === undefined ? [] : [problem("doctor-folder-open", { folder: openFolder })]),
    ...(renewed.length > 0 && !isWritable
      ? [problem("doctor-not-renewable", { file, identities: renewed })]
      : []),
    ...tokenFiles.map((one) => problem("doctor-token-file", one)),
  ];
}

function absent(
  identities: readonly IdentityFacts[],
  organisations: readonly OrganisationFacts[],
): Problem[] {
  const has = (kind: IdentityFacts["kind"], stack?: string): boolean =>
    identities.some((one) => one.kind === kind && (stack === undefined || one.organisation === stack));
  const servesAll = identities.some(({ kind, organisation }) => kind === "directory" && !organisation);
  const without = (kind: IdentityFacts["kind"], among: readonly OrganisationFacts[]): string[] =>
    among.map(({ stack }) => stack).filter((stack) => !has(kind, stack));
  const calendar = without("calendar", organisations);
  const directory = servesAll
    ? []
    : without(
        "directory",
        organisations.filter(({ hasPolicies }) => hasPolicies),
      );
  const strays = identities.filter(
    ({ organisation }) =>
      organisation !== undefined && !organisations.some(({ stack }) => stack === organisation),
  );
  return [
    ...(has("observer") ? [] : [problem("identity-missing", { identity: "observer" })]),
    ...(calendar.length > 0 ? [problem("doctor-no-calendar-operator", { organisations: calendar })] : []),
    ...(directory.length > 0 ? [problem("doctor-no-directory-operator", { organisations: directory })] : []),
    ...strays.map(({ name }) => problem("doctor-stray-identity", { identity: name })),
  ];
}
