import { calendarOf, type Invariant, writesOf } from "./moment";

const OURS = /^(bookingBusiness|staffMember|bookingStaffMember|service|bookingService|batch)/;

/** I3: calendars that someone made in the web app stay as they are, and so does everything that is no calendar. */
export const foreignIsUntouched: Invariant = {
  id: "I3",
  findings: (moment) => {
    const { before, after, foreign } = moment;
    const changed = [...foreign].filter((address) => {
      const find = ({ calendars }: typeof before) =>
        calendars.find((one) => one.address.toLowerCase() === address);
      return JSON.stringify(find(before)) !== JSON.stringify(find(after));
    });
    const written = writesOf(moment).filter(
      (request) => foreign.has(calendarOf(request) ?? "") || !OURS.test(request.operation),
    );
    return [
      ...changed.map((address) => `a foreign calendar changed: ${address}`),
      ...written.map(({ method, path }) => `not ours, and written to: ${method} ${path}`),
    ];
  },
};
