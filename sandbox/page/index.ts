/** A file of the page for people. */
export interface PageFile {
  readonly type: string;
  readonly content: string;
}

const start: PageFile = {
  type: "text/html; charset=utf-8",
  content:
    '<!doctype html><html lang="en-GB"><title>Bookings sandbox</title><h1>Bookings sandbox</h1><p>It is running.</p></html>',
};

/** The file that a browser asks for, if the page has it. */
export function readPage(url: string): PageFile | undefined {
  return url === "/" ? start : undefined;
}
