import { Document, Scalar, visit } from "yaml";

/** Text of a new spec. `schemas` is the folder of the schemas as seen from the spec's own. */
export function newSpec(schema: string, schemas: string, value: Readonly<Record<string, unknown>>): string {
  const document = new Document(value);
  document.commentBefore = ` yaml-language-server: $schema=${schemas}/${schema}.schema.json`;
  visit(document, {
    // a phone number is a text, whatever YAML would see in it
    Scalar: (_key, scalar) => {
      if (/^[+\d]/.test(String(scalar.value))) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  // a blank line would follow the comment
  return document.toString({ lineWidth: 0 }).replace(/^(#[^\n]*\n)\n/, "$1");
}
