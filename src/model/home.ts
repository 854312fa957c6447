/** Where a calendar or policy lives: its organisation's short name and the tenant's domain. */
export interface Home {
  readonly shortName: string;
  readonly domain: string;
}
