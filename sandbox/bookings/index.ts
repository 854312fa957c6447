import { type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { appointmentOperations } from "./appointments";
import { businessOperations } from "./businesses";
import { customerOperations, customQuestionOperations, serviceOperations } from "./services";
import { staffOperations } from "./staff";
import { getStaffAvailability } from "./staff-availability";

/** A few of Graph's. */
const currencies: Readonly<Record<string, string>> = {
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

const currencyOperations: readonly Operation[] = [
  operation("currency.list", "GET /solutions/bookingCurrencies", (call) =>
    call.list(
      "solutions/bookingCurrencies",
      Object.entries(currencies).map(([id, symbol]) => ({ id, symbol })),
    ),
  ),
  operation("currency.get", "GET /solutions/bookingCurrencies/{currency}", (call) => {
    const id = call.param("currency");
    const symbol = currencies[id];
    if (symbol === undefined) throw graphFaults.itemNotFound();
    return call.entity("bookingCurrency", { id, symbol }, "solutions/bookingCurrencies");
  }),
];

/** The operations of Bookings. A new kind of thing beneath a calendar is a `ContainedKind` and a line here. */
export const bookingsOperations: readonly Operation[] = [
  ...businessOperations,
  ...staffOperations,
  ...serviceOperations,
  ...customerOperations,
  ...customQuestionOperations,
  ...appointmentOperations,
  getStaffAvailability,
  ...currencyOperations,
];
