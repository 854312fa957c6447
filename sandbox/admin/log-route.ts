import type { AdminRoute } from "./admin-route";

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** GET /admin/log?after=&limit=&operation=&effect=, or ?last=&effect= for the newest ones, and DELETE /admin/log */
export const logRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "log",
    run: ({ world }, { query }) => {
      const [after, limit] = [whole(query.get("after")), whole(query.get("limit"))];
      const [operation, effect] = [query.get("operation"), query.get("effect")];
      const last = whole(query.get("last"));
      if (last !== undefined) {
        const newest = world.log.latest({ limit: last, ...(effect === "write" ? { show: "writes" } : {}) });
        return { entries: newest.reverse().map((entry) => ({ ...entry })) };
      }
      const entries = world.log.entries({
        ...(after === undefined ? {} : { after }),
        ...(limit === undefined ? {} : { limit }),
        ...(operation === null ? {} : { operation }),
        ...(effect === null ? {} : { effect }),
      });
      return { entries: entries.map((entry) => ({ ...entry })) };
    },
  },
  {
    method: "DELETE",
    path: "log",
    run: ({ world }) => {
      world.log.clear();
      return {};
    },
  },
];
