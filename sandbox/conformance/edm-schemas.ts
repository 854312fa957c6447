/** What each primitive type of the model is in JSON, by OData's JSON format. */
export const edmSchemas: Readonly<Record<string, object>> = {
  String: { type: "string" },
  Boolean: { type: "boolean" },
  Int32: { type: "integer", minimum: -2147483648, maximum: 2147483647 },
  Int64: { type: "integer" },
  Double: { type: "number" },
  Binary: { type: "string", pattern: "^[A-Za-z0-9_-]*={0,2}$" },
  Guid: { type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
  Date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  DateTimeOffset: {
    type: "string",
    pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,12})?)?(Z|[+-]\\d{2}:\\d{2})$",
  },
  Duration: { type: "string", pattern: "^-?P(?=\\d|T\\d)(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$" },
  TimeOfDay: { type: "string", pattern: "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,12})?)?$" },
};
