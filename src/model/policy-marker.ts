import type { PolicyInputs } from "./policy-fields";

interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
}

const PREFIX = "managed from git: ";

/** The mark that a policy's group carries in its description from its first moment. */
export function markerOf({
  organisation,
  displayName,
}: Pick<PolicyInputs, "organisation" | "displayName">): string {
  return `${PREFIX}${organisation.toLowerCase()}/${displayName.toLowerCase()}`;
}

/** Whether a group is this policy's: by its marker, by its name while it has no marker, or because the spec takes it over. */
export function isOurs(group: Group, inputs: PolicyInputs): boolean {
  if (inputs.adopt) return group.id === inputs.adopt.group.toLowerCase();
  const description = group.description.trim().toLowerCase();
  if (description.startsWith(PREFIX)) return description === markerOf(inputs).toLowerCase();
  return group.displayName.toLowerCase() === inputs.displayName.toLowerCase();
}

/** Whether a group carries this policy's own mark: alone proof enough for one that no record knows. */
export function carriesMark(group: Pick<Group, "description">, inputs: PolicyInputs): boolean {
  return group.description.trim().toLowerCase() === markerOf(inputs).toLowerCase();
}
