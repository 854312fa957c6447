import { type Operation, operation } from "../odata/call";
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

/** A few of Graph's. */
const listCurrencies = operation("currency.list", "GET /solutions/bookingCurrencies", (call) =>
  call.list(
    "solutions/bookingCurrencies",
    Object.entries(symbols).map(([id, symbol]) => ({ id, symbol })),
  ),
);

const getCurrency = operation("currency.get", "GET /solutions/bookingCurrencies/{currency}", (call) => {
  const id = call.param("currency");
  const symbol = symbols[id];
  if (symbol === undefined) throw graphFaults.itemNotFound();
  return call.entity("bookingCurrency", { id, symbol }, "solutions/bookingCurrencies");
});

/** …/bookingCurrencies */
export const currencyOperations: readonly Operation[] = [listCurrencies, getCurrency];
