import { problem } from "../problem/problem";
import type { Rule } from "./rule";

/** An override of a limit ends on a day that exists, and there is one for each limit. Whether it has ended is for the run. */
export const overrideShape: Rule = {
  id: "override-shape",
  codes: ["override-for-no-day", "override-repeated"],
  check: ({ estate }) =>
    estate.organisations.flatMap(({ organisation: { limitOverrides, placeOf } }) =>
      limitOverrides.flatMap(({ limit, expires }, index) => {
        const pointer = `/limitOverrides/${index}`;
        const first = limitOverrides.findIndex((other) => other.limit === limit);
        return [
          ...(isDay(expires)
            ? []
            : [problem("override-for-no-day", { expires }, placeOf(`${pointer}/expires`))]),
          ...(first === index
            ? []
            : [
                problem("override-repeated", { limit }, placeOf(`${pointer}/limit`), [
                  placeOf(`/limitOverrides/${first}/limit`),
                ]),
              ]),
        ];
      }),
    ),
};

// 30 February becomes 2 March and is not what it was.
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
