import type { Operation } from "../graph/operation";
import { getUnit, listUnits } from "./read-units";
import { scopedRoleMembers } from "./scoped-role-members";
import { addUnitMember, createUnitMember, removeUnitMember, unitMemberLists } from "./unit-members";

/** The operations on administrative units. */
export const administrativeUnitOperations: readonly Operation[] = [
  listUnits,
  getUnit,
  ...unitMemberLists,
  createUnitMember,
  addUnitMember,
  removeUnitMember,
  ...scopedRoleMembers,
];
