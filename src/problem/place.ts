/** Where in a file of specs something stands. Lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  /** Path relative to the root folder, with forward slashes: `specs/leeds/calendars/heart-failure.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Column after the last character, when the thing ends on the same line. */
  readonly endColumn?: number;
  /** JSON pointer of the value inside its document, such as `/admins/0`. */
  readonly pointer?: string;
}

/** The beginning of a file. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1 });
