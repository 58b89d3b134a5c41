"use strict";
// Loaded with `node --require` ahead of the jsii kernel. Every saving below is a rewrite of source text that applies only
// where the text is exactly what was expected, or a cache addressed by content: with another kernel, package or Node
// version nothing matches, and Node does what it would have done without this file.

const fs = require("fs");
const Module = require("module");
const path = require("path");

// The packages take 380 MB; a start that finds them there only notes that it uses them.
const ROOM_TO_UNPACK = 1 << 29;
const ROOM_TO_NOTE = 1 << 20;
const major = process.versions.node.split(".")[0];

if (isKernel(process.argv[1])) {
  // This file has to be readable for every Node, and the others need not be: Java says what is wrong.
  if (Number(major) < 20) process.exit(1);

  // The value is the Node version that the warning is about: repeating it on every run would be of no use.
  // The optimizing compiler costs a short run more than it saves: it is to begin later. A V8 without this setting ignores it.
  require("v8").setFlagsFromString("--interrupt-budget=2000000");

  process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION || major;

  const unpacked = process.env.JSII_RUNTIME_PACKAGE_CACHE_ROOT;
  if (!hasRoom(unpacked)) process.env.JSII_RUNTIME_PACKAGE_CACHE = "disabled";

  const cache = process.env.GROUNDPLAN_JSII_CACHE;
  const note = cache && unpacked ? require("./unpacked.js")(cache, unpacked) : function () {};
  const rewrites = [require("./one-process.js"), require("./lazy-index.js"), require("./unused-traces.js"), require("./pipeline.js"), require("./packages.js")(cache), require("./resolved-once.js")];
  if (cache) rewrites.push(require("./assemblies.js")(cache));
  const compile = cache ? require("./compiled.js")(cache) : compileAsNodeDoes(Module.prototype._compile);

  Module.prototype._compile = function (source, file) {
    note(file);
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

// jsii fails if it cannot write to its cache, even if everything is in it. Without a cache it unpacks at every start.
function hasRoom(folder) {
  if (!folder) return true;
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize > (fs.existsSync(path.join(folder, "@cdktf")) ? ROOM_TO_NOTE : ROOM_TO_UNPACK);
  } catch (error) {
    return false;
  }
}

function compileAsNodeDoes(original) {
  return (module, text, file) => original.call(module, text, file);
}
