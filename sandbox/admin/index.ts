import type { AdminRoute } from "./admin-route";
import { clockRoutes } from "./clock-route";
import { editRoutes } from "./edit-route";
import { faultRoutes } from "./faults-route";
import { logRoutes } from "./log-route";
import { membershipRoutes } from "./membership-routes";
import { permissionRoutes } from "./permissions-route";
import { settingsRoutes } from "./settings-route";
import { snapshotRoutes } from "./snapshot";
import { tenantRoutes } from "./tenant-routes";
import { tokenRoutes } from "./token-route";

/** What the operator of a sandbox can ask of it. A new thing is a file of its own and a line here. */
export const adminRoutes: readonly AdminRoute[] = [
  ...clockRoutes,
  ...editRoutes,
  ...faultRoutes,
  ...logRoutes,
  ...membershipRoutes,
  ...permissionRoutes,
  ...settingsRoutes,
  ...snapshotRoutes,
  ...tenantRoutes,
  ...tokenRoutes,
];
