import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { WHOLE_SALT } from "./stack-settings";

/** How Pulumi turns a passphrase into a key; its `sdk/go/common/resource/config/crypt.go`. */
const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
/** What every salt has encrypted beside it, to try a passphrase on. */
const PROBE = "pulumi";

/**
 * Whether a passphrase is the one that a stack was made with. `salt` is `encryptionsalt` of the stack's settings:
 * `v1:<salt>:v1:<nonce>:<encrypted probe>`, in base64. Undefined where it has another form. Takes about half a second.
 */
export function passphraseFits(salt: string, passphrase: string): boolean | undefined {
  if (!WHOLE_SALT.test(salt)) return undefined;
  const [, own = "", , nonce = "", encrypted = ""] = salt.split(":");
  const bytes = Buffer.from(encrypted, "base64");
  const key = pbkdf2Sync(passphrase, Buffer.from(own, "base64"), ROUNDS, KEY_BYTES, "sha256");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return (
      `${decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, "utf8")}${decipher.final("utf8")}` ===
      PROBE
    );
  } catch {
    return false;
  }
}

/** The engine's own words for a passphrase that does not fit, or that it cannot read. */
export const isPassphraseMessage = (message: string): boolean =>
  /incorrect passphrase|unable to read PULUMI_CONFIG_PASSPHRASE_FILE|PULUMI_CONFIG_PASSPHRASE/.test(message);
