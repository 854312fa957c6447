/** Somebody, or some mailbox, in the directory. */
export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string;
  readonly userPrincipalName: string;
  /** All mail addresses in lower case: primary, principal name, aliases. */
  readonly addresses: readonly string[];
  readonly accountEnabled: boolean | undefined;
  /** `Member` or `Guest`. */
  readonly userType: string;
  readonly companyName: string;
  readonly department: string;
  /** As Graph tells it, for what else was selected. */
  readonly raw: Readonly<Record<string, unknown>>;
}
