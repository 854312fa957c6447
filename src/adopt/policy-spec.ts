import { applications } from "../model/applications";
import { namePart } from "../model/naming";
import type { Organisation } from "../model/organisation";
import type { BaseLicence } from "../model/tenant";
import { applicationsIn, enabledIn, type Licence } from "../plan/licences";
import { type Problem, problem } from "../problem/problem";
import type { LiveGroup } from "../tenant/groups";
import { type NewFile, specText } from "./adoption";

/** A group that gives licences, with the primary addresses of everybody in it. */
export interface FoundGroup extends Pick<LiveGroup["group"], "id" | "displayName" | "licences"> {
  readonly people: readonly string[];
}

/** The spec by which an existing group is taken over, with its people and the applications that are on as a whole. */
export function policySpec(
  group: FoundGroup,
  organisation: Organisation,
  baseLicences: readonly BaseLicence[],
  known: readonly Licence[],
): NewFile | Problem {
  const args = { group: group.displayName };
  const given = group.licences.flatMap(({ skuId, disabledPlans }) => {
    const licence = known.find((one) => one.skuId === skuId);
    const base = baseLicences.find(({ sku }) => sku === licence?.partNumber);
    return licence && base ? [{ base, on: applicationsIn(enabledIn(disabledPlans, licence), licence) }] : [];
  });
  const [first] = given;
  const on = (first?.on ?? []).filter((name) => name in applications);
  if (!first) return problem("adopt-no-licence", args);
  if (on.length === 0 || group.people.length === 0) return problem("adopt-empty-policy", args);
  const name = policyName(organisation.shortName, group.displayName);
  const value = {
    kind: "UserPolicy",
    name,
    baseLicence: first.base.name,
    applications: on.sort(),
    adopt: { group: group.id, complete: true },
    users: [...new Set(group.people)].sort(),
  };
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    file: `specs/${organisation.folder}/policies/${slug}.yaml`,
    text: specText("user-policy", value),
  };
}

function policyName(shortName: string, displayName: string): string {
  const own = displayName.toLowerCase().startsWith(shortName.toLowerCase())
    ? displayName.slice(shortName.length)
    : displayName;
  const words = own
    .normalize("NFC")
    .replace(/[^\p{Script=Latin}\d'&]+/gu, " ")
    .trim()
    .slice(0, 60);
  return namePart(words) === "" ? "Adopted" : words;
}
