import { localPart, namePart } from "../model/naming";
import { oddInName } from "../model/odd-character";

/** The names of a spec for a calendar that exists. */
export interface AdoptedNames {
  readonly serviceArea: string;
  readonly clinicName: string;
  /** The real address and display name do not follow the naming rule. */
  readonly isOdd: boolean;
}

/** Service area and clinic name for an existing calendar: from its address where that follows the rule, else from its name. */
export function namesFor(shortName: string, address: string, displayName: string): AdoptedNames {
  const local = address.slice(0, address.indexOf("@"));
  const words = local.slice(shortName.length).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  const [serviceArea = "", ...rest] = words;
  const clinicName = rest.join(" ");
  const computed = localPart(shortName, serviceArea, clinicName);
  if (clinicName !== "" && computed === local && displayName === local)
    return { serviceArea, clinicName, isOdd: false };
  return { ...fromDisplayName(shortName, displayName, local), isOdd: true };
}

/** Of a name without a form: its first word is the service area, the rest the clinic. */
function fromDisplayName(shortName: string, displayName: string, local: string): Omit<AdoptedNames, "isOdd"> {
  const words = plainWords(displayName).filter((word) => word.toLowerCase() !== shortName.toLowerCase());
  const usable = words.length > 0 ? words : plainWords(local);
  const [serviceArea = "Clinic", ...rest] = usable;
  const clinicName = rest.length > 0 ? rest.join(" ") : local;
  return { serviceArea: short(serviceArea), clinicName: short(plainWords(clinicName).join(" ") || "Clinic") };
}

/** Words of which something is left by the naming rule. */
const plainWords = (text: string): string[] =>
  text
    .replace(/ & /g, " and ")
    .normalize("NFC")
    .replace(/[^\p{Script=Latin}\d'&]+/gu, " ")
    .split(" ")
    .filter((word) => /^[A-Za-z0-9]/.test(namePart(word)) && !oddInName(word));

const short = (text: string): string => text.slice(0, 64).trim();
