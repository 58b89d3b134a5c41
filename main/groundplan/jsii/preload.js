"use strict";
// Loaded with `node --require` ahead of the jsii kernel. Every saving below is a rewrite of source text that applies only
// where the text is exactly what was expected, or a cache addressed by content: with another kernel, package or Node
// version nothing matches, and Node does what it would have done without this file.

const Module = require("module");
const path = require("path");

const major = process.versions.node.split(".")[0];

if (isKernel(process.argv[1])) {
  // This file has to be readable for every Node, and the others need not be: Java says what is wrong.
  if (Number(major) < 20) process.exit(1);

  // The value is the Node version that the warning is about: repeating it on every run would be of no use.
  process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION || major;

  const cache = process.env.GROUNDPLAN_JSII_CACHE;
  const rewrites = [require("./one-process.js"), require("./lazy-index.js"), require("./unused-traces.js")];
  if (cache) rewrites.push(require("./assemblies.js")(cache));
  const compile = cache ? require("./compiled.js")(cache) : compileAsNodeDoes(Module.prototype._compile);

  Module.prototype._compile = function (source, file) {
    let text = source;
    for (const rewrite of rewrites) text = rewrite(text, file);
    return compile(this, text, file);
  };
}

// The launched script is either the jsii runtime's front process, or the kernel that this one starts.
function isKernel(script) {
  if (!script) return false;
  const tail = script.split(path.sep).slice(-2).join("/");
  return tail === "bin/jsii-runtime.js" || tail === "lib/program.js";
}

function compileAsNodeDoes(original) {
  return (module, text, file) => original.call(module, text, file);
}
