import type { Operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";

const symbols: Readonly<Record<string, string>> = {
  AUD: "$",
  CAD: "$",
  CHF: "CHF",
  DKK: "kr.",
  EUR: "€",
  GBP: "£",
  INR: "₹",
  JPY: "¥",
  NOK: "kr",
  NZD: "$",
  PLN: "zł",
  SEK: "kr",
  USD: "$",
};

/** GET /solutions/bookingCurrencies: a few of Graph's. */
const listCurrencies: Operation = {
  name: "currency.list",
  method: "GET",
  path: "/solutions/bookingCurrencies",
  workload: "bookings",
  run: (call) =>
    call.list(
      "solutions/bookingCurrencies",
      Object.entries(symbols).map(([id, symbol]) => ({ id, symbol })),
    ),
};

/** GET /solutions/bookingCurrencies/{id} */
const getCurrency: Operation = {
  name: "currency.get",
  method: "GET",
  path: "/solutions/bookingCurrencies/{currency}",
  workload: "bookings",
  run: (call) => {
    const id = call.param("currency");
    const symbol = symbols[id];
    if (symbol === undefined) throw graphFaults.itemNotFound();
    return call.entity("bookingCurrency", { id, symbol }, "solutions/bookingCurrencies");
  },
};

/** …/bookingCurrencies */
export const currencyOperations: readonly Operation[] = [listCurrencies, getCurrency];
