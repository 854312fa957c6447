import type { Lifecycle, LifecycleSettings, Step } from "./lifecycle";

const PLAIN: LifecycleSettings = {
  duplicateName: "conflict",
  markerOnCreate: "keep",
  creatorBecomesStaff: false,
  batch: true,
  memberRoleWord: "member",
  membershipApproval: false,
  mailboxDelay: "none",
  starterService: false,
  checkpoints: true,
  looksTooEarly: false,
};

/** The simplest lifecycle that still goes wrong: whatever can be taken away from it is, one thing after the other. */
export async function simplest(
  lifecycle: Lifecycle,
  goesWrong: (lifecycle: Lifecycle) => Promise<boolean>,
): Promise<Lifecycle> {
  for (const simpler of simplerThan(lifecycle)) {
    if (await goesWrong(simpler)) return simplest(simpler, goesWrong);
  }
  return lifecycle;
}

/** Lifecycles with one thing less each, the boldest first. */
export function* simplerThan({ settings, steps }: Lifecycle): Generator<Lifecycle> {
  for (let half = steps.length >> 1; half > 1; half >>= 1) {
    for (let from = 0; from + half <= steps.length; from += half)
      yield { settings, steps: steps.toSpliced(from, half) };
  }
  for (const index of steps.keys()) yield { settings, steps: steps.toSpliced(index, 1) };
  for (const name of Object.keys(PLAIN) as (keyof LifecycleSettings)[]) {
    if (settings[name] !== PLAIN[name]) yield { settings: { ...settings, [name]: PLAIN[name] }, steps };
  }
  for (const [index, step] of steps.entries()) {
    for (const simpler of simplerSteps(step)) yield { settings, steps: steps.with(index, simpler) };
  }
}

function* simplerSteps(step: Step): Generator<Step> {
  if (step.do === "spec") yield* fewerPeople(step);
  if (step.do !== "up" && step.do !== "preview") return;
  const { fault } = step;
  const crash = step.do === "up" && step.crash;
  if (fault || crash) yield { do: step.do };
  if (fault && fault.times > 1) yield { ...step, fault: { ...fault, times: fault.times >> 1 } };
  if (fault && fault.nth > 1) yield { ...step, fault: { ...fault, nth: fault.nth - 1 } };
}

function* fewerPeople(step: Extract<Step, { do: "spec" }>): Generator<Step> {
  for (const one of Object.keys(step.members)) {
    const { [one]: _gone, ...members } = step.members;
    if (Object.values(members).includes("admin")) yield { ...step, members };
  }
}
