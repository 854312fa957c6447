import { readSettings } from "../settings/settings-book";
import type { AdminRoute } from "./admin-route";

/** GET /admin/settings; PUT /admin/settings with those to change. */
export const settingsRoutes: readonly AdminRoute[] = [
  { method: "GET", path: "settings", run: ({ world }) => ({ ...world.settings }) },
  {
    method: "PUT",
    path: "settings",
    run: ({ world }, { body }) => {
      world.settingsBook.change(readSettings(body));
      world.store.setMeta("settings", world.settings);
      return { ...world.settings };
    },
  },
];
