const LABEL_WIDTH = 15;

/** Values under each other with a label before the first. */
export function labelled(label: string, values: readonly string[]): string[] {
  return values.map((value, index) => `  ${(index === 0 ? `${label}:` : "").padEnd(LABEL_WIDTH)}${value}`);
}
