import type { OrganisationModel } from "../model/estate";
import { loadEstate } from "../model/load-estate";
import type { Tenant } from "../model/tenant";
import { diskFiles } from "../spec/disk-files";

/** Specs of some organisations, as far as they can be understood. Nothing may be concluded from absence. */
export interface SpecEstate {
  readonly tenant?: Tenant;
  readonly organisations: readonly OrganisationModel[];
}

/** Reads what the specs of some organisations say. */
export function specEstate(root: string, organisations: readonly string[]): SpecEstate {
  const { estate } = loadEstate(root, diskFiles);
  return {
    ...(estate && { tenant: estate.tenant }),
    organisations: (estate?.organisations ?? []).filter(({ organisation }) =>
      organisations.includes(organisation.stack),
    ),
  };
}
