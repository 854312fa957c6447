import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { starterService } from "../../providers/booking-calendar/update/calendar-tasks";
import { findProgram } from "../../src/engine/install/engine-facts";
import { markerNamed } from "../../src/model/calendar-marker";
import { localPart } from "../../src/model/naming";
import type { Playground } from "../../test/playground/playground";
import { PRODUCT } from "../../test/playground/product";
import { runProcess } from "../../test/playground/run-process";
import { type Cost, costOfProgram } from "../cost-of";
import { STACK } from "../open-clinics";
import { type ClinicCount, clinic, operatorOf, person, replyTo, shortName } from "../write-clinics";

const HERE = join(PRODUCT, "bench", "peer");
/** Minutes in which Terraform makes a hundred calendars on a slow machine, and Go builds on one that has never built. */
const PATIENCE_S = 1200;

/** The programs that the peer takes. */
export interface Programs {
  readonly terraform: string;
  readonly go: string;
}

/** What is on this machine; Go also where its own installer puts it. */
export function lookForPrograms(path = process.env["PATH"] ?? ""): Partial<Programs> {
  const terraform = findProgram("terraform", path);
  const go = findProgram("go", [path, "/usr/local/go/bin"].join(delimiter));
  return { ...(terraform && { terraform }), ...(go && { go }) };
}

async function runOrThrow(
  program: string,
  args: readonly string[],
  options: Parameters<typeof runProcess>[2],
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProcess(program, args, options);
  if (exitCode !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${exitCode}.\n${stderr}`);
  return stdout;
}

const machine = (): Record<string, string> => ({ ...(process.env as Record<string, string>) });

/** Builds our provider into a folder. Go keeps what it compiled, so that the next time takes seconds. */
export async function buildProvider({ go }: Programs, folder: string): Promise<void> {
  await runOrThrow(go, ["build", "-mod=readonly", "-o", join(folder, "terraform-provider-rest"), "."], {
    cwd: join(HERE, "provider"),
    env: { ...machine(), GOWORK: "off", GOFLAGS: "-buildvcs=false" },
    patience: PATIENCE_S,
  });
}

export async function versionOf(terraform: string): Promise<string> {
  const env = { ...machine(), CHECKPOINT_DISABLE: "1" };
  const text = await runOrThrow(terraform, ["version", "-json"], { cwd: HERE, env });
  return String((JSON.parse(text) as { terraform_version?: unknown }).terraform_version);
}

/** Terraform with the same calendars as the specs of a playground, in the playground's tenant. */
export class Terraform {
  private constructor(
    readonly folder: string,
    private readonly playground: Playground,
    private readonly program: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly calendars: Record<string, ReturnType<typeof calendarOf>>,
  ) {}

  /** `plugins` is the folder with our provider. */
  static async open(
    playground: Playground,
    { terraform }: Programs,
    plugins: string,
    count: Omit<ClinicCount, "organisations">,
  ): Promise<Terraform> {
    const folder = join(playground.root.path, "terraform");
    mkdirSync(folder);
    copyFileSync(join(HERE, "main.tf"), join(folder, "main.tf"));
    const settings = join(folder, "settings.tfrc");
    const overrides = `"nhsmail-bookings.example/bench/rest" = ${JSON.stringify(plugins)}`;
    writeFileSync(
      settings,
      `provider_installation {\n  dev_overrides {\n    ${overrides}\n  }\n  direct {}\n}\n`,
    );
    const { sandbox } = playground.tenant;
    const wanted = { address: operatorOf(0), scopes: ["Bookings.Manage.All"], lifetime: 3600 };
    const { accessToken } = (await playground.tenant.ask("POST", "token", wanted)) as { accessToken: string };
    const env = {
      ...machine(),
      TF_CLI_CONFIG_FILE: settings,
      TF_VAR_url: sandbox.url,
      TF_VAR_ca_file: sandbox.caFile,
      TF_VAR_token: accessToken,
      // it asks no one for newer versions, and says nothing of what to do next
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
    };
    const numbers = Array.from({ length: count.calendars }, (_, calendar) => calendar);
    const calendars = Object.fromEntries(
      numbers.map((calendar) => [`clinic-${calendar}`, calendarOf(calendar, count.members)]),
    );
    const one = new Terraform(folder, playground, terraform, env, calendars);
    one.write();
    return one;
  }

  /** Changes a phone number, as someone would in the file that the calendars are in. */
  changePhone(calendar: number, phone: string): void {
    const fields = this.calendars[`clinic-${calendar}`]?.fields;
    if (fields) fields.phone = phone;
    this.write();
  }

  async cost(verb: string, ...options: string[]): Promise<Cost> {
    const words = [verb, "-input=false", "-no-color", ...options];
    return costOfProgram(this.playground, this.program, words, {
      cwd: this.folder,
      env: this.env,
      patience: PATIENCE_S,
    });
  }

  private write(): void {
    writeFileSync(join(this.folder, "calendars.json"), JSON.stringify(this.calendars, undefined, 2));
  }
}

/** One calendar as the product makes it. */
function calendarOf(calendar: number, members: number) {
  const { serviceArea, clinicName, phone } = clinic(calendar);
  const name = localPart(shortName(0), serviceArea, clinicName);
  const people = Array.from({ length: members }, (_, member) => person(0, calendar, member));
  return {
    fields: {
      displayName: name,
      email: replyTo(0),
      phone,
      businessType: markerNamed(STACK, name),
    },
    // the sandbox’s word for a team member
    staff: Object.fromEntries(people.map((one, at) => [one, at === 0 ? "administrator" : "member"])),
    service: starterService,
  };
}
