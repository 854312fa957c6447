/** Ten times the longest page of Graph that we know of; what is larger is no answer to our questions. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Graph's deepest answer is seven deep. */
const MOST_DEPTH = 64;

/** The body of an answer, read up to a bound: the size counts after unpacking. Throws where it is larger. */
export async function boundedText(response: Response, most = MOST_BYTES): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > most) throw new Error(`the answer is larger than ${Math.round(most / 1024 / 1024)} MB`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** JSON as a value; nothing for no text, and the text itself where it is no JSON. Throws where it is nested without end. */
export function boundedJson(text: string): unknown {
  if (text === "") return undefined;
  assertShallow(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Looks at brackets outside of texts, before the parser does. */
function assertShallow(text: string): void {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isText = !isText;
    else if (code === BACKSLASH) index += 1;
    else if (!isText && (code === BRACE || code === BRACKET)) depth += 1;
    else if (!isText && (code === BRACE + 2 || code === BRACKET + 2)) depth -= 1;
    if (depth > MOST_DEPTH) throw new Error(`the answer is nested more than ${MOST_DEPTH} deep`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
