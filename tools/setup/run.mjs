import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Thrown to end with a message for people and no stack. */
export class SetupError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program to its end and gives its exit code (128 + signal where it was killed). An interruption is the child's
 * to handle first: it gets the signal, tidies up, and we end when it has ended.
 *
 * `collect`: "none" passes everything through, "output" keeps stdout, "all" keeps both streams in one text.
 */
export function run(program, args, { cwd, env = process.env, collect = "none" } = {}) {
  return new Promise((resolve, reject) => {
    const kept = { none: "inherit", output: "inherit", all: "pipe" };
    const stdio = ["inherit", collect === "none" ? "inherit" : "pipe", kept[collect]];
    const child = spawn(program, args, { cwd, env, stdio });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    let interrupted;
    const forward = (signal) => {
      interrupted = signal;
      // At a terminal the whole group has got Ctrl-C already; a second one would cut the child's tidying short.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, forward);
    const done = () => {
      for (const signal of forwarded) process.off(signal, forward);
    };
    child.on("error", (error) => {
      done();
      reject(error);
    });
    child.on("close", (code, signal) => {
      done();
      const ended = interrupted ?? signal;
      resolve({ code: ended ? 128 + constants.signals[ended] : code, output, interrupted: Boolean(ended) });
    });
  });
}
