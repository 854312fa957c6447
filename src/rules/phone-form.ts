import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** A phone number can be called. Only what is no number at all is an error; the rest is a warning or advice. */
export const phoneForm: Rule = {
  id: "phone-form",
  codes: ["phone-has-letters", "phone-length", "phone-without-zero", "phone-trunk-zero"],
  check: ({ estate }) => [
    ...eachCalendar(estate, ({ phone, placeOf }) => phoneProblems(phone, () => placeOf("/phone"))),
    ...estate.organisations.flatMap(({ organisation: { helpdesk, placeOf } }) =>
      helpdesk?.phone === undefined ? [] : phoneProblems(helpdesk.phone, () => placeOf("/helpdesk/phone")),
    ),
  ],
};

const FORM = /^\+?[\d ()./-]*\d[\d ()./-]*$/;
const EXTENSION = /\s*(?:ext\.?|extension|x|option|opt\.?|#)\s*\d{1,8}$/i;

/** What is wrong with a phone number. */
export function phoneProblems(text: string, at: () => Place): Problem[] {
  const phone = text.trim().replace(EXTENSION, "");
  if (!FORM.test(phone)) return [problem("phone-has-letters", { phone: text }, at())];
  const digits = phone.replace(/\D/g, "");
  if (/^\+44\D*\(?0/.test(phone)) return [problem("phone-trunk-zero", { phone: text }, at())];
  if (!isUsualLength(phone, digits))
    return [problem("phone-length", { phone: text, digits: digits.length }, at())];
  if (/^(\+|0)/.test(phone.replace(/^\(/, "")) || isShortCode(digits)) return [];
  return [problem("phone-without-zero", { phone: text }, at())];
}

// UK numbers have ten digits (a few nine) after the 0 or +44; other countries up to fifteen (E.164).
function isUsualLength(phone: string, digits: string): boolean {
  const { length } = digits;
  if (isShortCode(digits)) return true;
  if (phone.startsWith("+44")) return length === 12 || length === 11;
  if (phone.startsWith("+") || digits.startsWith("00")) return length >= 8 && length <= 17;
  return length === 11 || length === 10;
}

// NHS 111, the 119 of test and vaccination services, 116 123 and the like.
function isShortCode(digits: string): boolean {
  return /^1\d{2}(\d{3})?$/.test(digits);
}
