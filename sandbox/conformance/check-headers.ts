import type { Exchange } from "./exchange";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which header every answer with that status must have, and what it must look like. */
const byStatus: Readonly<Record<number, readonly [string, RegExp]>> = {
  401: ["www-authenticate", /^Bearer/],
  405: ["allow", /^[A-Z]+(, [A-Z]+)*$/],
};

function wrong(headers: ReadonlyMap<string, string>, name: string, pattern: RegExp): string[] {
  const value = headers.get(name);
  if (value === undefined) return [`${name} is missing`];
  return pattern.test(value) ? [] : [`${name} is not like ${pattern.source}`];
}

function contentType({ body, text, accept }: Exchange, headers: ReadonlyMap<string, string>): string[] {
  if (body === undefined && text === undefined)
    return headers.has("content-type") ? ["content-type is there without a body"] : [];
  const level = accept?.includes("odata.metadata=none") ? "none" : "(minimal|full)";
  return body === undefined
    ? []
    : wrong(headers, "content-type", new RegExp(`^application/json(?!.*metadata=(?!${level}))`));
}

/** What is wrong with the headers of an answer. */
export function checkHeaders(exchange: Exchange): string[] {
  const headers = new Map(
    Object.entries(exchange.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const retry = headers.has("retry-after") ? wrong(headers, "retry-after", /^\d+$/) : [];
  if (exchange.item) return retry;
  const status = byStatus[exchange.status];
  return [
    ...retry,
    ...wrong(headers, "request-id", guid),
    ...wrong(headers, "client-request-id", /./),
    ...(status ? wrong(headers, ...status) : []),
    ...contentType(exchange, headers),
  ];
}
