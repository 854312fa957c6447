/** What a path leads to, by the model alone and whatever the sandbox serves there. */
export interface Resource {
  readonly kind: "entity" | "complex" | "value" | "count" | "reference" | "raw" | "action";
  /** Type of one member: `user`, `String`. Of an action what it answers, if anything. */
  readonly type: string | undefined;
  readonly collection: boolean;
  /** Reached without a key: `/me`, `/solutions`. */
  readonly singleton: boolean;
}
