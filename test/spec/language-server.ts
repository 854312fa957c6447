import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
}

/** Where in a text, counted from 0 as the protocol does. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const PROGRAM = join(
  dirname(require.resolve("yaml-language-server/package.json")),
  "bin",
  "yaml-language-server",
);

/** What an editor's YAML support does with a file: the language server of Visual Studio Code's, spoken to as an editor does. */
export class LanguageServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #rest = Buffer.alloc(0);
  #last = 0;

  private constructor(env: NodeJS.ProcessEnv) {
    this.#process = spawn(process.execPath, [PROGRAM, "--stdio"], { env });
    this.#process.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
  }

  /** Starts one on a folder. */
  static async start(root: string, env: NodeJS.ProcessEnv): Promise<LanguageServer> {
    const server = new LanguageServer(env);
    await server.#ask("initialize", {
      processId: process.pid,
      rootUri: String(pathToFileURL(root)),
      capabilities: {},
    });
    server.#send({ method: "initialized", params: {} });
    return server;
  }

  /** Shows a text as that of a file, which need not be there. */
  open(file: string, text: string): string {
    const uri = String(pathToFileURL(file));
    this.#send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text } },
    });
    return uri;
  }

  /** What is shown when the pointer rests there. */
  async hover(uri: string, position: Position): Promise<string> {
    return JSON.stringify(await this.#ask("textDocument/hover", { textDocument: { uri }, position }));
  }

  /** What is offered when someone writes there. */
  async completion(uri: string, position: Position): Promise<string[]> {
    const found = await this.#ask("textDocument/completion", { textDocument: { uri }, position });
    const { items } = found as { items: readonly { label: string }[] };
    return items.map(({ label }) => label);
  }

  stop(): void {
    this.#process.kill();
  }

  #ask(method: string, params: object): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = this.#rest.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.#rest.toString("latin1", 0, end))?.[1]);
      const start = end + 4;
      if (end < 0 || this.#rest.length < start + length) return;
      this.#heard(JSON.parse(this.#rest.toString("utf8", start, start + length)) as Message);
      this.#rest = this.#rest.subarray(start + length);
    }
  }

  /** An answer to us, or a question of its own: an editor without settings has none to tell. */
  #heard({ id, method, params, result }: Message): void {
    if (id === undefined) return;
    if (method === undefined) this.#waiting.get(id)?.(result);
    else this.#send({ id, result: params?.items?.map(() => null) ?? null });
  }
}
