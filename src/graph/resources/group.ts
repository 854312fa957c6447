/** A group of the directory: what this product reads. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** Free text in the directory; holds our mark. */
  readonly description: string;
  readonly securityEnabled: boolean;
  readonly licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  /** `QueuedForProcessing`, `ProcessingInProgress`, `ProcessingComplete`; empty when it never had a licence. */
  readonly processing: string;
}
