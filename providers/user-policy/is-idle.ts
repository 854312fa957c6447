/** Whether the directory has nothing to do on a group's licences. One that never had a licence says nothing at all. */
export function isIdle(processing: string): boolean {
  return processing === "ProcessingComplete" || processing === "";
}
