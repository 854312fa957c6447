/** A sheet of a calendar, for the browser's tab. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b3d6b"/><path d="M4 6h8v6H4z" fill="#fff"/><path d="M5 3v3M11 3v3" stroke="#ffc72c" stroke-width="1.5"/></svg>
`;
