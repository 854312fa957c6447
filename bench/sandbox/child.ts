import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ServerOrder, ServerQuestion } from "./server";

/** A server process. */
export class Child {
  readonly #process = fork(join(__dirname, "server.js"), { execArgv: ["--expose-gc", "--no-warnings"] });

  /** Sends a message and waits for the answer to it. */
  async ask<T>(message: ServerOrder | ServerQuestion): Promise<T> {
    this.#process.send(message);
    const [answer] = await once(this.#process, "message");
    return answer as T;
  }

  stop(): void {
    this.#process.kill();
  }
}
