import type { Licence } from "../../src/plan/licences/licence";
import type { LiveGroup } from "./look";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyPerson } from "./policy-person";
import type { PolicyRecord } from "./policy-record";

/** Everything that is known before the first write. */
export interface Facts {
  readonly inputs: PolicyInputs;
  readonly record: PolicyRecord | undefined;
  readonly licence: Licence;
  readonly licences: readonly Licence[];
  readonly live: LiveGroup | undefined;
  /** Those of the listed people who are not in the group, by the address in the spec. */
  readonly found: ReadonlyMap<string, PolicyPerson>;
}
