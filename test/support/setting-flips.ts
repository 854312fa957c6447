import { type SettingName, type Settings, settingShapes } from "../../sandbox/store/settings";

/** Settings that say how a tenant is set up, or how quick a test is, and not what Graph does. */
const KNOWN: readonly SettingName[] = [
  "throttling",
  "quotaPercent",
  "latency",
  "tokenLifetime",
  "refreshTokenRotation",
  "refreshTokenGrace",
  "bookingsEnabled",
  "pageSize",
  "listLimit",
];

/** A setting for what is not established about Graph, in a position that is not its default one. */
export interface Flip {
  readonly setting: SettingName;
  /** `batch: false` */
  readonly name: string;
  readonly settings: Partial<Settings>;
}

/** Every such setting flipped alone, into each of its other positions. */
export const settingFlips: readonly Flip[] = (Object.keys(settingShapes) as SettingName[])
  .filter((setting) => !KNOWN.includes(setting))
  .flatMap((setting) => {
    const shape: { readonly default: unknown; readonly words?: readonly string[] } = settingShapes[setting];
    const others = (shape.words ?? [!shape.default]).filter((word) => word !== shape.default);
    return others.map((word) => ({
      setting,
      name: `${setting}: ${word}`,
      settings: { [setting]: word },
    }));
  });

/** All settings as they are when no one says anything; with pages so short that everybody sees them. */
export const defaultSettings = {
  ...Object.fromEntries(Object.entries(settingShapes).map(([name, shape]) => [name, shape.default])),
  pageSize: 1,
} as Settings;
