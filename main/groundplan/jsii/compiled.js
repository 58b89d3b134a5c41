"use strict";
// Keeps V8's compiled form of the modules that a run loads, so that the next run need not parse and compile them. An entry
// is found by the digest of the module's text; V8 itself refuses code of another version or built with other flags.

const Module = require("module");
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const v8 = require("v8");
const vm = require("vm");
const { replaceFile } = require("./files.js");

module.exports = (directory) => {
  const file = path.join(directory, `${process.version}-${v8.cachedDataVersionTag()}.code`);
  const kept = read(file);
  const scripts = new Map();
  let missing = false;

  process.once("exit", () => {
    if (missing) keep(file, kept, scripts);
  });

  return (module, text, file) => {
    const digest = crypto.createHash("sha256").update(text).digest("base64");
    const cachedData = kept.get(digest);
    const script = new vm.Script(Module.wrap(text.replace(/^#!.*/, "")), { filename: file, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) {
      missing = true;
      kept.delete(digest);
      scripts.set(digest, script);
    }
    return script.runInThisContext().call(module.exports, module.exports, requireOf(module), module, file, path.dirname(file));
  };
};

function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  require.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

// Layout: a 12-digit length, a directory from digest to place, the compiled modules.
function read(file) {
  const kept = new Map();
  try {
    const bytes = fs.readFileSync(file);
    const start = 12 + Number(bytes.toString("latin1", 0, 12));
    for (const [digest, [offset, length]] of Object.entries(JSON.parse(bytes.toString("latin1", 12, start)))) {
      if (start + offset + length <= bytes.length) kept.set(digest, bytes.subarray(start + offset, start + offset + length));
    }
  } catch {
    // No file, or one cut short: compile, and write it anew.
  }
  return kept;
}

function keep(file, kept, scripts) {
  try {
    for (const [digest, script] of scripts) kept.set(digest, script.createCachedData());
    const places = {};
    let end = 0;
    for (const [digest, code] of kept) {
      places[digest] = [end, code.length];
      end += code.length;
    }
    const directory = Buffer.from(JSON.stringify(places));
    replaceFile(file, [Buffer.from(String(directory.length).padStart(12)), directory, ...kept.values()]);
  } catch {
    // A read-only cache directory costs time, not correctness.
  }
}
