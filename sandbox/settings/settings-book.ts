import { InputError } from "../input-error";
import { isJsonObject } from "../json";
import { type SettingName, type Settings, settingShapes } from "./settings";

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingShapes, name);
}

function check(name: SettingName, value: unknown): void {
  const shape: { default: unknown; words?: readonly string[] } = settingShapes[name];
  if (shape.words && !shape.words.some((word) => word === value)) {
    throw new InputError(`Setting ${name} must be one of ${shape.words.join(", ")}.`);
  }
  if (typeof value !== typeof shape.default)
    throw new InputError(`Setting ${name} must be a ${typeof shape.default}.`);
  if (typeof value === "number" && !(Number.isInteger(value) && value >= 0)) {
    throw new InputError(`Setting ${name} must be a whole number, 0 or more.`);
  }
}

/** Settings from outside, each known and of its type. */
export function readSettings(input: unknown): Partial<Settings> {
  if (input === undefined) return {};
  if (!isJsonObject(input)) throw new InputError("Settings must be an object.");
  for (const [name, value] of Object.entries(input)) {
    if (!isSettingName(name)) {
      throw new InputError(`There is no setting ${name}. Known: ${Object.keys(settingShapes).join(", ")}.`);
    }
    check(name, value);
  }
  // Every name and value was checked above.
  return input as Partial<Settings>;
}

/** The settings in force. The object `values` stays the same, so that it may be held. */
export class SettingsBook {
  readonly values: Settings;

  constructor(initial: Partial<Settings> = {}) {
    const defaults = Object.entries(settingShapes).map(([name, shape]) => [name, shape.default]);
    this.values = Object.assign(Object.fromEntries(defaults), initial);
  }

  change(changes: Partial<Settings>): void {
    Object.assign(this.values, changes);
  }
}
