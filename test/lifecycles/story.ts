import {
  CLINICS,
  type Lifecycle,
  type LifecycleCrash,
  type LifecycleFault,
  PEOPLE,
  type Step,
} from "./lifecycle";

const faultWords = ({ kind, operation, nth, times }: LifecycleFault): string =>
  `${kind} for ${operation === "*" ? "any request" : operation}, ${times} from number ${nth} on`;

const deathWords = ({ before, outputsSaved }: LifecycleCrash): string =>
  `killed before request ${before}, with the stack's outputs ${outputsSaved ? "saved" : "not saved"}`;

const at = ({ calendar }: { calendar: number }): string => `“${CLINICS[calendar]}”`;

function sentence(step: Step): string {
  switch (step.do) {
    case "spec": {
      const people = Object.entries(step.members).map(([name, role]) => `${name} (${role})`);
      return `The spec of ${at(step)} says phone ${step.phone}, ${people.join(", ")}.`;
    }
    case "tombstone":
      return `The spec of ${at(step)} becomes a tombstone (confirmation: ${step.confirm}).`;
    case "revert":
      return `The spec of ${at(step)} becomes again what it last was when active.`;
    case "rename":
      return `The spec of ${at(step)} gets another clinic name.`;
    case "vanish":
      return `The spec of ${at(step)} vanishes.`;
    case "recreate":
      return `The spec of ${at(step)} asks for it to be made again.`;
    case "hand":
      return `In the web app, at ${at(step)}: ${step.edit} (${PEOPLE[step.person]}).`;
    case "preview":
      return `preview${step.fault ? `, with ${faultWords(step.fault)}` : ""}.`;
    case "up": {
      const fault = step.fault ? `, with ${faultWords(step.fault)}` : "";
      return `up${fault}${step.crash ? `, ${deathWords(step.crash)}` : ""}.`;
    }
    case "destroy":
      return "destroy, past every protection.";
  }
}

/** A lifecycle in words, one line a step. */
export function story({ settings, steps }: Lifecycle): string {
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const lines = steps.map((step, index) => `${String(index + 1).padStart(3)}. ${sentence(step)}`);
  return [
    `  A tenant with ${given.join(", ")}.`,
    ...lines,
    "  Then specs are put in order, and up runs.",
  ].join("\n");
}
