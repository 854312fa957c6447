/** What is on: address → true, application → true. Maps, so that a preview shows exactly what is added and removed. */
export type Switches = Readonly<Record<string, true>>;

/** What the program asks for, and what a refresh rewrites to what it found. Plain values only. */
export interface PolicyInputs {
  readonly tenantId: string;
  /** Short name as displayed. */
  readonly organisation: string;
  /** The user attribute that tells the organisation, and what it holds for this one. */
  readonly organisationAttribute: "companyName" | "department" | "officeLocation";
  readonly directoryName: string;
  /** The policy's name as the spec says it. */
  readonly policyName: string;
  /** Organisation and name by the naming rule: the group's name. */
  readonly displayName: string;
  /** Microsoft's part number of the base licence. */
  readonly licence: string;
  readonly applications: Switches;
  /** Addresses in lower case. */
  readonly users: Switches;
  readonly grantsLicence: boolean;
  /** `missing` is never asked for: a refresh says it of a group that the tenant lost. */
  readonly status: "active" | "deleted" | "missing";
  readonly adopt?: { readonly group: string; readonly complete: boolean };
  readonly deletion?: { readonly confirm: string; readonly reason: string };
}

/** The keys of the inputs: nothing else may be handed to the engine as an input, or every refresh shows it as a change. */
export const INPUT_KEYS = [
  "tenantId",
  "organisation",
  "organisationAttribute",
  "directoryName",
  "policyName",
  "displayName",
  "licence",
  "applications",
  "users",
  "grantsLicence",
  "status",
  "adopt",
  "deletion",
] as const satisfies readonly (keyof PolicyInputs)[];

/** Keys of what is on, in a stable order. */
export function switchesOf(names: Iterable<string>): Switches {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, true as const]));
}
