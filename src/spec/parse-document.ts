import { type Document, type ParsedNode, parseDocument as parseWithYaml } from "yaml";

/** A YAML document as `yaml` gives it. */
export type YamlDocument = Document.Parsed<ParsedNode>;

/**
 * Parses with the failsafe schema: every scalar stays the text that the LA wrote (`007`, `NO`, `+44…`); our own schemas
 * say what is a number or a yes. Duplicate keys are looked for by us, since the parser compares each with each.
 */
export function parseDocument(text: string): YamlDocument {
  // The parser makes an Error of everything that it finds. No one sees their stacks, which deep in nested brackets
  // take longer than the parsing: 100 kB of stray commas took 7 s with them and 0.8 s without.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parseWithYaml(text, {
      schema: "failsafe",
      version: "1.2",
      merge: false,
      customTags: [],
      uniqueKeys: false,
      prettyErrors: false,
      strict: true,
      logLevel: "warn",
    }) as YamlDocument;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
