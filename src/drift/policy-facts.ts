import type { LivePolicyRecord, PolicySet } from "../model/policy-fields";

/** What the specs of the last run asked of a policy. */
export type AskedPolicy = Readonly<Record<PolicySet, readonly string[]>>;

/** A user policy as the state records it. */
export interface RecordedPolicyFacts extends Pick<LivePolicyRecord, "status" | "persons"> {
  readonly name: string;
  readonly displayName: string;
  readonly file?: string;
  readonly asked?: AskedPolicy;
}

type Live = "failures" | "unlisted" | "otherLicences" | "nestedGroups" | "renamed" | "elsewhere";

/** A policy's group as it is in the tenant, in the words of a spec; people by the addresses under which they are listed. */
export interface SeenPolicy extends AskedPolicy, Pick<LivePolicyRecord, Live> {}

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
