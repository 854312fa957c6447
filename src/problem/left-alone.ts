/**
 * How the sentence begins about a calendar to which nothing was done because another one came out wrong. By it a run
 * knows that the calendar did not fail: of a handler's refusal the engine hands on the words alone.
 */
export const leftAlone = (calendar: string): string => `${calendar} was not tried: `;
