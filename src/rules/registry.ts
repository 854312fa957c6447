import { addressClash } from "./address-clash";
import { adoptedMark } from "./adopted-mark";
import { calendarNeedsAdmin } from "./calendar-needs-admin";
import { calendarsAreNoAccounts } from "./calendars-are-no-accounts";
import { directoryNamesDiffer } from "./directory-names-differ";
import { folderIsOrganisation } from "./folder-is-organisation";
import { handoversPair } from "./handovers-pair";
import { licencesOffered } from "./licences-offered";
import { nameLength } from "./name-length";
import { nameSaysItOnce } from "./name-says-it-once";
import { nhsmailAddresses } from "./nhsmail-addresses";
import { onePolicyEach } from "./one-policy-each";
import { oneRoleEach } from "./one-role-each";
import { operatorIsNoUser } from "./operator-is-no-user";
import { operatorsDiffer } from "./operators-differ";
import { overrideShape } from "./override-shape";
import { phoneForm } from "./phone-form";
import { pipelinesAreTheirOwn } from "./pipelines-are-their-own";
import { plainNames } from "./plain-names";
import { policyClash } from "./policy-clash";
import { policyLists } from "./policy-lists";
import { recreateConfirmed } from "./recreate-confirmed";
import { retiredOrganisationIsEmpty } from "./retired-organisation-is-empty";
import type { Rule } from "./rule";
import { serviceAreasSpeltAlike } from "./service-areas-spelt-alike";
import { shortNamesPrefixFree } from "./short-names-prefix-free";
import { staffLimit } from "./staff-limit";
import { tombstoneShape } from "./tombstone-shape";

/** All rules. The order does not matter: problems are sorted by place. */
export const rules: readonly Rule[] = [
  addressClash,
  adoptedMark,
  calendarNeedsAdmin,
  calendarsAreNoAccounts,
  directoryNamesDiffer,
  folderIsOrganisation,
  handoversPair,
  licencesOffered,
  nameLength,
  nameSaysItOnce,
  nhsmailAddresses,
  oneRoleEach,
  operatorIsNoUser,
  operatorsDiffer,
  overrideShape,
  phoneForm,
  pipelinesAreTheirOwn,
  plainNames,
  policyClash,
  onePolicyEach,
  policyLists,
  recreateConfirmed,
  retiredOrganisationIsEmpty,
  serviceAreasSpeltAlike,
  shortNamesPrefixFree,
  staffLimit,
  tombstoneShape,
];
