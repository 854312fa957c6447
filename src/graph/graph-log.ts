/** Something a person may want to know while Graph is being asked. Holds no token and no query value. */
export type GraphEvent =
  | {
      readonly what: "wait";
      readonly ms: number;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly repetition: number;
    }
  | { readonly what: "batch-refused"; readonly status: number; readonly scope: "all" | "bookings" | "order" }
  | { readonly what: "note"; readonly text: string };

/** Where events go. */
export type GraphLog = (event: GraphEvent) => void;
