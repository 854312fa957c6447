import type { GraphAnswer, GraphCall } from "../call";

/** Whether `$batch` may be used: no one has said that Bookings takes part in it, so that it is found out and remembered. */
export class BatchSupport {
  #all = true;
  #bookings: "unknown" | "works" | "refused" = "unknown";

  allows(call: GraphCall): boolean {
    return this.#all && (this.#bookings !== "refused" || !isBookings(call));
  }

  /** True for statuses by which a service says that it knows no batches. */
  refusesWhole(status: number): boolean {
    return status === 400 || status === 404 || status === 405 || status === 501;
  }

  refuseAll(): void {
    this.#all = false;
  }

  refuseBookings(): void {
    this.#bookings = "refused";
  }

  /** Learns from the items of a batch: one success of Bookings proves that it works. */
  learn(calls: readonly GraphCall[], answers: readonly GraphAnswer[]): void {
    const worked = calls.some((call, i) => isBookings(call) && isSuccess(answers[i]));
    if (worked && this.#bookings === "unknown") this.#bookings = "works";
  }

  trustBookings(): void {
    this.#bookings = "works";
  }

  /** “Not implemented” inside a batch: Bookings does not take part. */
  refusesItem(call: GraphCall, answer: GraphAnswer | undefined): boolean {
    return isBookings(call) && answer?.status === 501;
  }

  /** As long as nothing of Bookings has worked in a batch, such an answer to a reading may mean “not in a batch”. */
  doubts(call: GraphCall, answer: GraphAnswer | undefined): boolean {
    return (
      this.#bookings === "unknown" &&
      call.method === "GET" &&
      isBookings(call) &&
      answer !== undefined &&
      this.refusesWhole(answer.status)
    );
  }
}

function isBookings(call: GraphCall): boolean {
  return call.path.startsWith("/solutions/");
}

function isSuccess(answer: GraphAnswer | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}
