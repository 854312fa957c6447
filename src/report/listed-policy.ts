/** A user policy as the lists show it. */
export interface ListedPolicy {
  readonly name: string;
  readonly displayName: string;
  /** Short name as displayed. */
  readonly organisation: string;
  readonly baseLicence: string;
  readonly applications: readonly string[];
  readonly status: "active" | "deleted";
  readonly file: string;
  /** Addresses. */
  readonly users: readonly string[];
}
