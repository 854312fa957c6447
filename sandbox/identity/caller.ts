/** Who makes a request, as its token says. */
export interface Caller {
  /** `portal` is a person in the web app or the admin centre: no permission is asked of them. */
  readonly kind: "application" | "delegated" | "portal";
  readonly appId: string;
  /** Roles of an application, scopes of a delegated token. */
  readonly permissions: ReadonlySet<string>;
  /** Object id of the user, or of the application's service principal. */
  readonly objectId: string;
  /** The user's principal name, or the application's name; for people who read the log. */
  readonly name: string;
}

/** Someone who works in the tenant through the web app. */
export const portalAdmin: Caller = {
  kind: "portal",
  appId: "portal",
  permissions: new Set(),
  objectId: "portal",
  name: "portal administrator",
};
