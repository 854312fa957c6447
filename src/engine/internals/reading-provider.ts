import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
  type ReadRequest,
  ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What a preview asks of a handler. That it cannot write is not left to the engine: there is nothing to write with. */
export interface ReadingHandler {
  check(
    olds: unknown,
    news: unknown,
  ): Promise<{
    inputs: unknown;
    failures: readonly { readonly property: string; readonly reason: string }[];
  }>;
  diff(id: string, olds: unknown, news: unknown): Promise<{ changes: boolean }>;
  read(id: string, record: unknown): Promise<{ id: string; props: unknown; inputs: unknown }>;
}

/** A provider that the engine attaches to instead of starting one. */
export interface ReadingProvider {
  /** The variable by which the engine finds it. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

type Fields = Record<string, JavaScriptValue>;

/** Where Pulumi's dynamic providers keep the text that loads them. */
const TEXT = "__provider";

const fieldsOf = (struct: Struct | undefined): Fields => (struct?.toJavaScript() ?? {}) as Fields;

/** The engine wants the loading text back with everything. */
const withText = (values: unknown, from: Fields): Struct =>
  Struct.fromJavaScript({ ...(values as Fields), [TEXT]: from[TEXT] ?? null });

function unary<Request, Response>(
  work: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    Promise.resolve(request)
      .then(work)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
  };
}

/** The verbs of a preview, as Pulumi's dynamic provider does them: handlers are found by the text that would load them. */
function verbs(handlers: Readonly<Record<string, ReadingHandler>>): UntypedServiceImplementation {
  const handlerOf = (...places: readonly Fields[]): ReadingHandler => {
    const text = places.map((fields) => fields[TEXT]).find((one) => String(one) in handlers);
    const handler = handlers[String(text)];
    if (!handler) throw new Error("The state has a resource that no handler of this version is for.");
    return handler;
  };
  return {
    check: unary(async (request: CheckRequest) => {
      const [olds, news] = [fieldsOf(request.getOlds()), fieldsOf(request.getNews())];
      const { inputs, failures } = await handlerOf(news, olds).check(olds, news);
      const list = failures.map(({ property, reason }) =>
        new CheckFailure().setProperty(property).setReason(reason),
      );
      return new CheckResponse().setInputs(withText(inputs, news)).setFailuresList(list);
    }),
    diff: unary(async (request: DiffRequest) => {
      const [olds, news] = [fieldsOf(request.getOlds()), fieldsOf(request.getNews())];
      const { changes } = await handlerOf(news, olds).diff(request.getId(), olds, news);
      const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
      return new DiffResponse().setChanges(changes ? DIFF_SOME : DIFF_NONE);
    }),
    read: unary(async (request: ReadRequest) => {
      const record = fieldsOf(request.getProperties());
      const { id, props, inputs } = await handlerOf(record).read(request.getId(), record);
      return new ReadResponse()
        .setId(id)
        .setProperties(withText(props, record))
        .setInputs(withText(inputs, record));
    }),
    configure: unary((_: ConfigureRequest) => new ConfigureResponse()),
    getPluginInfo: unary((_: Empty) => new PluginInfo()),
    attach: unary((_: unknown) => new Empty()),
    cancel: unary((_: Empty) => new Empty()),
  };
}

/**
 * Serves handlers to the engine from inside this process. For a preview the engine would start a provider process twice, for
 * reading and for comparing, and each would load all that is loaded here already.
 */
export async function readingProvider(
  handlers: Readonly<Record<string, ReadingHandler>>,
): Promise<ReadingProvider> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, verbs(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    env: { PULUMI_DEBUG_PROVIDERS: `pulumi-nodejs:${port}` },
    close: () => server.forceShutdown(),
  };
}
