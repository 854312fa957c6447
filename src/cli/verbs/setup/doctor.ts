import { type DoctorOutcome, doctorOutcome, judgeDoctor } from "../../../doctor/judge";
import { type ExitCode, exitCode } from "../../../problem/exit-code";
import { doctorJson, doctorText } from "../../../report/doctor-report";
import { paint } from "../../../report/paint";
import { type Context, wantsColour } from "../../context";
import { withProgress } from "../../progress";
import type { JsonOption, Verb } from "../../verb";

const CODES: Readonly<Record<DoctorOutcome, ExitCode>> = {
  fine: exitCode.fine,
  "not-permitted": exitCode.notPermitted,
  unreachable: exitCode.unreadable,
  failed: exitCode.failed,
};

async function doctor(named: readonly string[], { json }: JsonOption, context: Context): Promise<void> {
  const { io, root } = context;
  const areNamed = named.length > 0 || Boolean(io.env["BOOKINGS_ORGANISATIONS"]);
  const chosen = { stacks: context.organisations(named), areNamed };
  const { look } = await import("../../doctor/look.js");
  const facts = await withProgress(io, (progress) => look(io, root, chosen, progress));
  // what was not looked at any more is no finding
  io.signal.throwIfAborted();
  const checks = judgeDoctor(facts);
  const colours = wantsColour(io, "stdout");
  if (json) context.printJson(doctorJson(checks));
  else context.print(doctorText(checks, paint(colours), { width: io.width, colours }));
  context.finish(CODES[doctorOutcome(checks)]);
}

/** `bookings doctor`: whether everything that the commands need is there, and how to mend what is not. */
export const doctorVerb: Verb = {
  declare(command, context) {
    command
      .argument("[organisation...]", "short names, as the folders under specs/ are called (default: all)")
      .option("--json", "print the checks as JSON (schemas/output/doctor.schema.json)")
      .examples([
        ["bookings doctor", "sign in as every identity of this machine, and look at what else is needed"],
        ["bookings doctor leeds", "what a run for Leeds needs, and no other organisation"],
        [
          "bookings doctor --json",
          "for programs; exit code 4: a sign-in or permission is wrong, 7: no answer",
        ],
      ])
      .action((named: string[], options: JsonOption) => doctor(named, options, context));
  },
};
