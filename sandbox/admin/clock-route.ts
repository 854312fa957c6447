import { InputError } from "../input-error";
import type { World } from "../world";
import type { AdminRoute } from "./admin-route";

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `15m`, `30d`, or a number of milliseconds. */
function span(value: unknown): number {
  if (typeof value === "number") return value;
  const [, amount, unit = ""] = /^(\d+)(ms|s|m|h|d)$/.exec(String(value)) ?? [];
  if (amount === undefined) throw new InputError("Say how far as 90s, 15m, 12h, 30d, or in milliseconds.");
  return Number(amount) * (units[unit] ?? 1);
}

function show({ clock }: World) {
  return { now: clock.iso(), frozen: clock.state().frozen !== undefined };
}

/** GET /admin/clock; POST /admin/clock { set | advance | freeze } */
export const clockRoutes: readonly AdminRoute[] = [
  { method: "GET", path: "clock", run: ({ world }) => show(world) },
  {
    method: "POST",
    path: "clock",
    run: ({ world }, { body }) => {
      const { set, advance, freeze } = body;
      // Before it is set, so that no millisecond passes in between.
      if (freeze === true) world.clock.freeze();
      if (set !== undefined) {
        const time = Date.parse(String(set));
        if (Number.isNaN(time)) throw new InputError("Give the time as 2026-11-23T09:00:00Z.");
        world.clock.set(time);
      }
      if (advance !== undefined) world.clock.advance(span(advance));
      if (freeze === false) world.clock.run();
      world.store.setMeta("clock", world.clock.state());
      return show(world);
    },
  },
];
