"use strict";
// Keeps V8's compiled form of the modules that a run loads, so that the next run need not parse and compile them. An entry
// is found by the digest of the module's text; V8 itself refuses code of another version or built with other flags. It does
// not find out that code is damaged, and would run it.

const Module = require("module");
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const v8 = require("v8");
const vm = require("vm");
const { checksum, replaceFile } = require("./files.js");

const SOURCE_MAP = "\n//# sourceMappingURL=data:";

module.exports = (directory) => {
  const file = path.join(directory, `${process.version}-${v8.cachedDataVersionTag()}.code`);
  const kept = open(file);
  const scripts = new Map();

  process.once("exit", () => {
    if (scripts.size > 0) keep(file, kept, scripts);
  });

  return (module, whole, file) => {
    const text = withoutSourceMap(whole);
    const digest = crypto.createHash("sha256").update(text).digest("base64");
    const cachedData = kept.get(digest);
    const script = new vm.Script(Module.wrap(text.replace(/^#!.*/, "")), { filename: file, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) scripts.set(digest, script);
    return script.runInThisContext().call(module.exports, module.exports, requireOf(module), module, file, path.dirname(file));
  };
};

// Most of a module of CDKTF is a source map at its end, which Node does not use.
function withoutSourceMap(text) {
  const start = text.lastIndexOf("\n") === text.length - 1 ? text.lastIndexOf("\n", text.length - 2) : text.lastIndexOf("\n");
  return start >= 0 && text.startsWith(SOURCE_MAP, start) ? text.slice(0, start + 1) : text;
}

function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  require.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

// Layout: a 12-digit length, a directory from digest to place and checksum, the compiled modules.
function open(file) {
  try {
    const descriptor = fs.openSync(file, "r");
    const { size } = fs.fstatSync(descriptor);
    const read = (offset, length) => {
      const bytes = Buffer.allocUnsafeSlow(length);
      return fs.readSync(descriptor, bytes, 0, length, offset) === length ? bytes : undefined;
    };
    const length = Number(read(0, 12).toString("latin1"));
    const places = new Map(Object.entries(JSON.parse(read(12, length).toString("latin1"))));
    const start = 12 + length;
    return {
      digests: () => [...places.keys()],
      get: (digest) => {
        const [offset, length, check] = places.get(digest) ?? [0, Infinity];
        const code = start + offset + length <= size ? read(start + offset, length) : undefined;
        return code && checksum(code) === check ? code : undefined;
      },
    };
  } catch {
    // No file, or an incomplete one: compile, and write a new one.
    return { digests: () => [], get: () => undefined };
  }
}

function keep(file, kept, scripts) {
  try {
    const codes = new Map();
    for (const digest of kept.digests()) {
      const code = kept.get(digest);
      if (code) codes.set(digest, code);
    }
    for (const [digest, script] of scripts) codes.set(digest, script.createCachedData());
    const places = {};
    let end = 0;
    for (const [digest, code] of codes) {
      places[digest] = [end, code.length, checksum(code)];
      end += code.length;
    }
    const directory = Buffer.from(JSON.stringify(places));
    replaceFile(file, [Buffer.from(String(directory.length).padStart(12)), directory, ...codes.values()]);
  } catch {
    // A read-only cache directory costs time, not correctness.
  }
}
