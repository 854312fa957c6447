import { styleText } from "node:util";

type Brush = (text: string) => string;

/** Emphasis by meaning, so that every report looks alike and none knows about terminals. */
export interface Paint {
  readonly strong: Brush;
  readonly faint: Brush;
  readonly good: Brush;
  readonly warning: Brush;
  readonly bad: Brush;
}

const brush =
  (format: Parameters<typeof styleText>[0]): Brush =>
  (text) =>
    styleText(format, text, { validateStream: false });

const unpainted: Brush = (text) => text;

const COLOURED: Paint = {
  strong: brush("bold"),
  faint: brush("dim"),
  good: brush("green"),
  warning: brush("yellow"),
  bad: brush(["bold", "red"]),
};

const PLAIN: Paint = {
  strong: unpainted,
  faint: unpainted,
  good: unpainted,
  warning: unpainted,
  bad: unpainted,
};

/** Whether to colour is decided by the caller, who knows the stream. */
export function paint(colours: boolean): Paint {
  return colours ? COLOURED : PLAIN;
}
