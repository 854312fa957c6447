/** What the specs of the last run asked of a policy. */
export interface AskedPolicy {
  readonly applications: readonly string[];
  readonly users: readonly string[];
}

/** A user policy as the state records it. */
export interface RecordedPolicyFacts {
  readonly name: string;
  readonly displayName: string;
  readonly status: "active" | "retiring" | "deleted" | "missing";
  readonly file?: string;
  readonly asked?: AskedPolicy;
  /** By the address under which someone is listed: the id of the account that had it then. */
  readonly persons?: Readonly<Record<string, string>>;
}

/** A policy's group as it is in the tenant, in the words of a spec. */
export interface SeenPolicy {
  readonly applications: readonly string[];
  /** By the addresses under which they are listed. */
  readonly users: readonly string[];
  /** People the directory could not give what the group has, and its word for why. */
  readonly failures: Readonly<Record<string, string>>;
  /** How many more are in a group that is being taken over, whose names no one lists. */
  readonly unlisted?: number;
  /** Other licences that someone has given to its group. */
  readonly otherLicences?: readonly string[];
  /** Groups that someone has put into its group. */
  readonly nestedGroups?: readonly string[];
  /** Listed addresses that the accounts in the group no longer have, with the accounts' primary addresses. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Listed people who are of another organisation by now, with what the directory calls that one. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** What a look at a policy's group gave. Gone is confirmed: anything else that is not there is unreadable. */
export type PolicySighting =
  | { readonly what: "there"; readonly policy: SeenPolicy }
  | { readonly what: "gone" }
  | { readonly what: "unreadable"; readonly why: string };

/** What is known of an organisation's policies. */
export interface PolicyFacts {
  readonly recorded: readonly RecordedPolicyFacts[];
  /** By the name of the resource. */
  readonly sightings: ReadonlyMap<string, PolicySighting>;
}
