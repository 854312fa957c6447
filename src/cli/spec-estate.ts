import type { OrganisationModel } from "../model/estate";
import { loadEstate } from "../model/load-estate";
import { diskFiles } from "../spec/disk-files";

/** What the specs of some organisations say, as far as they can be understood. Nothing may be concluded from absence. */
export function specEstate(root: string, organisations: readonly string[]): OrganisationModel[] {
  const { estate } = loadEstate(root, diskFiles);
  return (estate?.organisations ?? []).filter(({ organisation }) =>
    organisations.includes(organisation.stack),
  );
}
