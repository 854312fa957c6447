/** The text that loads the handler, as every state since the first version holds it. Frozen. */
export const LOADING_TEXT = 'exports.handler=()=>require("./provider.js").bookingCalendar';
