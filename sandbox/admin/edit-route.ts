import { portalAdmin } from "../identity/caller";
import { InputError } from "../input-error";
import type { AdminRoute } from "./admin-route";

/** POST /admin/edit { method, path, body }: any Graph request, done as a person in the web app would, without permission check. */
export const editRoutes: readonly AdminRoute[] = [
  {
    method: "POST",
    path: "edit",
    run: ({ graph }, { body }) => {
      const { method, path, body: sent } = body;
      if (typeof method !== "string" || typeof path !== "string")
        throw new InputError("An edit needs a method and a path.");
      const headers = { prefer: "include-unknown-enum-members" };
      const { reply } = graph.serve({
        method,
        url: path,
        headers,
        caller: portalAdmin,
        via: "portal",
        ...(sent === undefined ? {} : { body: sent }),
      });
      return { status: reply.status, ...(reply.body ? { body: reply.body } : {}) };
    },
  },
];
