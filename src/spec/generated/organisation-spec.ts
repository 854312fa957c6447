// Made from schemas/ by `npm run generate`. Do not edit.

/**
 * One NHS body. The file is specs/<short name in lower case>/organisation.yaml; everything in that folder belongs to the organisation.
 */
export interface OrganisationSpec {
  /**
   * What this file describes.
   */
  kind: "Organisation";
  /**
   * The organisation's short name: the beginning of every calendar's address. Letters and digits, with single hyphens or dots between them, 2 to 20 characters. No organisation's short name may begin with another's.
   */
  shortName: string;
  /**
   * The organisation's full name, for people.
   */
  name: string;
  /**
   * What the directory holds, for users of this organisation, in the attribute that specs/tenant.yaml names under `organisationAttribute`.
   */
  directoryName: string;
  /**
   * The address of the service account that creates and deletes this organisation's calendars. It never counts as an admin. Leave it out where a person signs in for that.
   */
  operator?: string;
  /**
   * The local IT support team that users turn to. Printed in the guidance for users and patients.
   */
  helpdesk?: {
    /**
     * What the team is called.
     */
    name: string;
    /**
     * The team's e-mail address.
     */
    email?: string;
    /**
     * The team's phone number, in quotes.
     */
    phone?: string;
    /**
     * When the team can be reached.
     */
    hours?: string;
  };
  /**
   * What the slides of `bookings guidance` say and look like for this organisation.
   */
  guidance?: {
    /**
     * Path of the organisation's logo from the folder that holds specs/, as PNG or JPEG.
     */
    logo?: string;
    /**
     * The colour of titles and bars, in quotes. It has to be dark enough to read white text on it.
     */
    colour?: string;
    /**
     * How things are done here: a list of points, which gets slides of its own.
     *
     * @maxItems 30
     */
    processes?: {
      /**
       * A sentence or two.
       */
      text: string;
      /**
       * Whose slides it is on. Left out: those of Local Administrators and of users.
       *
       * @minItems 1
       */
      for?: ("la" | "user" | "patient")[];
    }[];
  };
  /**
   * Whose jobs may sign in as this organisation's directory operator, which changes its user policies. Left out: none can.
   */
  pipelines?: {
    /**
     * The environment of the GitHub repository (specs/tenant.yaml, `pipelines`) in which this organisation's changes are applied. No other organisation's. Small letters, digits and hyphens.
     */
    githubEnvironment?: string;
    /**
     * The id (a GUID) of the Azure DevOps service connection with which this organisation's changes are applied. No other organisation's.
     */
    azureServiceConnection?: string;
  };
  /**
   * Leave it out while the organisation is in use. `deleted` retires it, once all its calendars are deleted and all its policies retired; the file then stays as a record.
   */
  status?: "active" | "deleted";
  /**
   * The confirmation of the retirement. Only together with `status: deleted`.
   */
  deletion?: {
    /**
     * The organisation's short name, exactly as in `shortName`.
     */
    confirm: string;
    /**
     * Why it is retired, for auditors.
     */
    reason: string;
  };
  /**
   * Permission to exceed a limit of specs/tenant.yaml for this organisation, with a reason and a last day.
   *
   * @minItems 1
   * @maxItems 10
   *
   * Items: One override.
   */
  limitOverrides?: {
    /**
     * The limit that may be exceeded.
     */
    limit: "calendarsDeleted" | "membersRemoved" | "rolesChanged" | "policiesEmptied" | "calendarsMissing";
    /**
     * How many are allowed in one run instead.
     */
    number: number;
    /**
     * Why, for auditors.
     */
    reason: string;
    /**
     * The last day on which the override counts, as year-month-day.
     */
    expires: string;
  }[];
}
