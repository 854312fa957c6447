import type { LoggedRequest } from "../playground/emulated-tenant";
import { FOREIGN_GROUP } from "./bases";
import type { Kind, WantedPolicy } from "./kind";
import type { Sight } from "./sight";

const byName = ({ groups }: Sight, name: string): Sight["groups"] =>
  groups.filter(({ group }) => group.toLowerCase() === name.toLowerCase());

/** The group as asked for: one, with its people and its applications, and these at the people. */
function differences({ name, gives, members }: WantedPolicy, after: Sight): string[] {
  const [found, ...more] = byName(after, name);
  if (!found) return [`${name} is not there`];
  const given = Object.values(found.gives).join("; ");
  const isOff = (address: string): boolean =>
    gives.split(", ").some((plan) => /but .*/.exec(after.licences.get(address) ?? "")?.[0].includes(plan));
  return [
    ...(more.length === 0 ? [] : [`${name} is there ${more.length + 1} times`]),
    ...(found.members.join() === members.join()
      ? []
      : [`${name} has the people ${found.members.join(", ")}`]),
    ...(given === gives ? [] : [`${name} gives ${given}`]),
    ...members.filter(isOff).map((address) => `${address} does not have what ${name} gives`),
  ];
}

/** What is wrong with the groups of a tenant at the end of a case, and with how they came there. */
export function policyFindings(
  kind: Kind,
  before: Sight,
  after: Sight,
  log: readonly LoggedRequest[],
): string[] {
  const { wanted = [], gone = [], takenOff = 0 } = kind.policy ?? {};
  const foreign = [before, after].map((sight) => JSON.stringify(byName(sight, FOREIGN_GROUP)));
  const foreignId = byName(before, FOREIGN_GROUP)[0]?.id ?? "";
  const known = [...wanted.map(({ name }) => name), ...gone, FOREIGN_GROUP];
  const writes = log.filter(({ effect, via }) => effect === "write" && via !== "portal");
  const count = (...names: readonly string[]): number =>
    writes.filter(({ operation }) => names.includes(operation)).length;
  const made = count("group.create", "administrativeUnit.createMember");
  const expected = wanted.length - wanted.filter(({ name }) => byName(before, name).length > 0).length;
  return [
    ...wanted.flatMap((one) => differences(one, after)),
    ...gone.filter((name) => byName(after, name).length > 0).map((name) => `${name} is still there`),
    ...after.groups
      .filter(({ group }) => !known.includes(group))
      .map(({ group }) => `${group} is an orphan or a duplicate`),
    ...(foreign[0] === foreign[1] && foreignId !== "" ? [] : ["the foreign group has changed"]),
    ...writes
      .filter(({ path }) => path.includes(foreignId))
      .map(({ method, path }) => `not ours: ${method} ${path}`),
    ...(made === expected ? [] : [`${made} groups were made, and not ${expected}`]),
    ...(count("group.delete") === gone.length ? [] : [`${count("group.delete")} groups were deleted`]),
    ...(count("group.removeMember") === takenOff
      ? []
      : [`${count("group.removeMember")} people were taken off, and not ${takenOff}`]),
    ...log
      .filter(({ operation, status }) => /^group\.(update|addMember)$/.test(operation) && status === 400)
      .map(({ method, path }) => `someone was put on twice: ${method} ${path}`),
  ];
}
