import { addressClash, calendarsAreNoAccounts, nhsmailAddresses } from "./addresses";
import { adoptedMark, handoversPair } from "./adoption";
import { recreateConfirmed, retiredOrganisationIsEmpty, tombstoneShape } from "./deletions";
import { nameLength, nameSaysItOnce, plainNames, serviceAreasSpeltAlike } from "./names";
import {
  directoryNamesDiffer,
  folderIsOrganisation,
  operatorsDiffer,
  overrideShape,
  pipelinesAreTheirOwn,
  shortNamesPrefixFree,
} from "./organisations";
import { calendarNeedsAdmin, oneRoleEach, operatorIsNoUser, staffLimit } from "./people";
import { phoneForm } from "./phone-form";
import { licencesOffered, onePolicyEach, policyClash, policyLists } from "./policies";
import type { Rule } from "./rule";

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
