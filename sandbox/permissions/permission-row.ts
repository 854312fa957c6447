/** Permissions of which one is enough; empty: not supported for that kind of caller. */
export interface PermissionRow {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}
