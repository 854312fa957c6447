declare const brand: unique symbol;

/** An e-mail address in lower case: the form in which two addresses are compared. */
export type Address = string & { readonly [brand]: "Address" };

/** The address in the form in which it is compared. */
export function toAddress(text: string): Address {
  return text.toLowerCase() as Address;
}
