import { Document, Scalar } from "yaml";
import type { Problem } from "../problem/problem";

/** A new file of specs. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** What is to be written, what someone should look at, and what cannot be adopted. */
export interface Adoption {
  readonly files: readonly NewFile[];
  readonly todo: readonly Problem[];
  readonly failed: readonly Problem[];
}

/** Several adoptions as one. */
export function together(parts: readonly Adoption[]): Adoption {
  return {
    files: parts.flatMap(({ files }) => files),
    todo: parts.flatMap(({ todo }) => todo),
    failed: parts.flatMap(({ failed }) => failed),
  };
}

/** The text of a new spec with the line by which editors know its schema. */
export function specText(schema: string, value: Readonly<Record<string, unknown>>): string {
  const document = new Document(value);
  document.commentBefore = ` yaml-language-server: $schema=../../../schemas/${schema}.schema.json`;
  const phone = document.get("phone", true);
  if (phone instanceof Scalar) phone.type = Scalar.QUOTE_DOUBLE;
  // a blank line would follow the comment
  return document.toString({ lineWidth: 0 }).replace(/^(#[^\n]*\n)\n/, "$1");
}
