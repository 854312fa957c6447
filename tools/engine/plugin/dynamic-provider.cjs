// Starts the copy of Pulumi's dynamic provider that belongs to this plugin, whatever folder the engine starts us in; first
// what keeps more than half of Pulumi's library from being loaded for nothing.
require("../../../dist/src/engine/internals/light-pulumi.js");
require("./only-our-handlers.cjs");
require("@pulumi/pulumi/cmd/dynamic-provider");
