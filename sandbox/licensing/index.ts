import type { Operation } from "../graph/operation";
import { assignToGroup } from "./assign-to-group";
import { assignToUser, reprocessUser } from "./assign-to-user";
import { listLicenceDetails } from "./licence-details";
import { getSubscribedSku, listSubscribedSkus } from "./subscribed-skus";

/** The operations on licences. */
export const licensingOperations: readonly Operation[] = [
  assignToUser,
  reprocessUser,
  assignToGroup,
  listLicenceDetails,
  listSubscribedSkus,
  getSubscribedSku,
];
