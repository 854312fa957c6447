/**
 * A type of Graph as stored in sandbox/model/generated. A property's text is its type, `[]` for a collection, `!` when it
 * is never null, and the marks `computed`, `immutable`, `contained`: `"bookingWorkHours[]"`, `"String!"`, `"Boolean computed"`.
 */
export interface TypeShape {
  readonly base?: string;
  readonly abstract?: boolean;
  readonly open?: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly navigation?: Readonly<Record<string, string>>;
}
