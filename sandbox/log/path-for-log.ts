const left = "…";

/** The start of a JSON Web Token, and all that follows of it. */
const token = /eyJ[\w-]{8,}(\.[\w-]*){0,2}/g;
/** Parameters that carry a secret when a client puts it where it does not belong. */
const secret = /^(access_token|id_token|refresh_token|token|code|assertion|client_assertion|client_secret)$/i;
/** Where patients are; to ask for one by name is to name one. */
const patients = /\/(appointments|calendarView|customers)\b/i;
/** Parameters that cannot name anybody. */
const plain = /^(\$?(top|skip|select|count|orderby|expand|skiptoken)|start|end)$/i;
/** A path without a query and without anything encoded, as most are. */
const harmless = /^[\w/.@$-]*$/;
const customer = /(\/customers(?:\/|\('))([^/?')]+)/gi;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Customers are found by id; anything else in that place may be a name. */
function withoutNames(path: string): string {
  const readable = decoded(path);
  const shown = readable.replace(customer, (whole, start: string, id: string) =>
    guid.test(id) ? whole : `${start}${left}`,
  );
  return shown === readable ? path : shown;
}

/** Path and query without tokens and without words about patients: neither may be in the log, whatever a client sends. */
export function pathForLog(sent: string): string {
  if (harmless.test(sent) && !sent.includes("eyJ") && !patients.test(sent)) return sent;
  const [path = "", ...query] = sent.replace(token, left).split("?");
  const isAboutPatients = patients.test(decoded(path));
  const shownPath = isAboutPatients ? withoutNames(path) : path;
  if (query.length === 0) return shownPath;
  const parameters = query
    .join("?")
    .split("&")
    .map((parameter) => {
      const name = decoded(parameter.split("=", 1)[0] ?? "");
      const hide = secret.test(name) || (isAboutPatients && !plain.test(name));
      return hide ? `${name}=${left}` : parameter;
    });
  return `${shownPath}?${parameters.join("&")}`;
}
