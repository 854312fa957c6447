// Made from schemas/ by `npm run generate`. Do not edit.

/**
 * An NHSmail address.
 */
export type Address = string;

/**
 * A user policy: applications that are switched on for users of one organisation who hold a base licence. The file stands in specs/<organisation>/policies/.
 */
export interface UserPolicySpec {
  /**
   * What this file describes.
   */
  kind: "UserPolicy";
  /**
   * The name of the policy inside the organisation. It cannot be changed later.
   */
  name: string;
  /**
   * The base licence of the policy's users, by a name that specs/tenant.yaml offers.
   */
  baseLicence: string;
  /**
   * The applications toggled on. Whatever is not named stays as it is for every user.
   *
   * @minItems 1
   * @maxItems 50
   */
  applications: (
    | "Microsoft Bookings"
    | "Microsoft Teams"
    | "Exchange Online"
    | "SharePoint Online"
    | "Office for the Web"
    | "Microsoft Forms"
    | "Microsoft Planner"
    | "Microsoft To Do"
    | "Microsoft Whiteboard"
    | "Microsoft Stream"
    | "Power Apps"
    | "Power Automate"
    | "Sway"
    | "Viva Engage"
  )[];
  /**
   * The users of the policy. All of them belong to the organisation.
   *
   * @minItems 1
   * @maxItems 5000
   */
  users?: Address[];
  /**
   * Instead of `users`: a CSV file beside this one with the heading `Email Address` and one address on each line, as the portal imports it.
   */
  usersFile?: string;
  /**
   * Set to `true` if users who do not hold the base licence are to receive it by this policy, which takes a seat for each.
   */
  grantsLicence?: boolean;
  /**
   * Leave it out while the policy is in use. `deleted` retires it; the file then stays as a record.
   */
  status?: "active" | "deleted";
  /**
   * The confirmation of a retirement. Only together with `status: deleted`.
   */
  deletion?: {
    /**
     * The policy's display name (the organisation's short name followed by the policy's name), exactly as `bookings list` shows it.
     */
    confirm: string;
    /**
     * Why it is retired, for auditors.
     */
    reason: string;
  };
  /**
   * Takes over an existing group. Written by `bookings adopt`; there is no need to type it.
   */
  adopt?: {
    /**
     * The object id of the group in the directory.
     */
    group: string;
    /**
     * Set to `true` once every person of the group is listed under `users`. Until then people are only added.
     */
    complete?: boolean;
  };
}
