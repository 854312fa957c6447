import { credentials, makeClientConstructor, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type ReadingProvider, readingProvider } from "../../src/engine/internals/reading-provider";

const TEXT = "exports.handler=()=>one";
const struct = (fields: Record<string, JavaScriptValue>) =>
  Struct.fromJavaScript({ __provider: TEXT, ...fields });

/** A client as the engine is one. */
function clientOf({ env }: ReadingProvider) {
  const port = env["PULUMI_DEBUG_PROVIDERS"]?.split(":")[1];
  const Client = makeClientConstructor(ResourceProviderService, "ResourceProvider");
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    close: () => client.close(),
    call: (verb: string, request: object) =>
      new Promise<unknown>((resolve, reject) => {
        const method = client[verb] as (
          request: object,
          done: (error: ServiceError | null, answer: unknown) => void,
        ) => void;
        method.call(client, request, (error, answer) => (error ? reject(error) : resolve(answer)));
      }),
  };
}

describe("the provider of a preview", () => {
  let provider: ReadingProvider;
  let engine: ReturnType<typeof clientOf>;
  const failure = (verb: string, request: object) =>
    engine.call(verb, request).then(
      () => "no failure",
      (error: ServiceError) => error.details,
    );

  before(async () => {
    provider = await readingProvider({
      [TEXT]: {
        check: async (_olds, news) => ({
          inputs: { ...(news as object), checked: true },
          failures: [{ property: "phone", reason: "too long" }],
        }),
        diff: async (id, olds, news) => ({ changes: JSON.stringify([olds, news]).includes(`not ${id}`) }),
        read: async (id, record) => {
          if (id === "bad") throw new Error("Graph did not answer.");
          return { id, props: { seen: true, of: record }, inputs: { asked: "x" } };
        },
      },
    });
    engine = clientOf(provider);
  });
  after(() => {
    engine.close();
    provider.close();
  });

  it("checks, and hands the loading text back", async () => {
    const request = new CheckRequest().setOlds(struct({})).setNews(struct({ phone: "1" }));
    const answer = (await engine.call("check", request)) as CheckResponse;
    expect(answer.getInputs()?.toJavaScript()).to.deep.equal({ __provider: TEXT, phone: "1", checked: true });
    expect(answer.getFailuresList().map((one) => one.toObject())).to.deep.equal([
      { property: "phone", reason: "too long" },
    ]);
  });

  it("compares", async () => {
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
    for (const [word, expected] of [
      ["a", DIFF_NONE],
      ["not a", DIFF_SOME],
    ] as const) {
      const request = new DiffRequest().setId("a").setOlds(struct({})).setNews(struct({ word }));
      expect(((await engine.call("diff", request)) as DiffResponse).getChanges()).to.equal(expected);
    }
  });

  it("reads records and inputs", async () => {
    const answer = (await engine.call(
      "read",
      new ReadRequest().setId("a").setProperties(struct({})),
    )) as ReadResponse;
    expect(answer.getId()).to.equal("a");
    expect(answer.getProperties()?.toJavaScript()).to.deep.equal({
      __provider: TEXT,
      seen: true,
      of: { __provider: TEXT },
    });
    expect(answer.getInputs()?.toJavaScript()).to.deep.equal({ __provider: TEXT, asked: "x" });
  });

  it("hands on what went wrong in the handler's words", async () => {
    const request = new ReadRequest().setId("bad").setProperties(struct({}));
    expect(await failure("read", request)).to.equal("Graph did not answer.");
  });

  it("cannot create, change or delete", async () => {
    const requests = {
      create: new CreateRequest(),
      update: new UpdateRequest(),
      delete: new DeleteRequest(),
    };
    for (const [verb, request] of Object.entries(requests))
      expect(await failure(verb, request)).to.match(/does not implement/);
  });

  it("does nothing about resources that it does not know", async () => {
    const request = new ReadRequest()
      .setId("a")
      .setProperties(struct({ __provider: "exports.handler=()=>other" }));
    expect(await failure("read", request)).to.match(/no handler of this version/);
  });
});
