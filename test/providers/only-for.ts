/** An engine that is alive for a number of questions and then dies. */
export function onlyFor(askings: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= askings;
  };
}
