/** An OData text: a quote inside is doubled. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
