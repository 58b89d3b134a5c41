"use strict";
// A jsii assembly describes every type of a package: 134 MB of JSON in AWS's provider, of which a program needs a few
// hundred kB. The first run stores next to the package cache a copy without documentation, in which each type can be read on
// its own; later runs read from it only the types that are used. All types remain available.

const fs = require("fs");
const path = require("path");
const crypto = require("crypto");
const { checksum, replaceFile } = require("./files.js");

const WORTHWHILE = 4e6;
const LOAD = /function loadAssemblyFromFile\(pathToFile, validate = true\) \{/;
const COUNT = /Object\.keys\(\(_\w+ = ((?:assmSpec|assm\.metadata)\.types)\) !== null && _\w+ !== void 0 \? _\w+ : \{\}\)\.length/g;
const HOOK = "globalThis[Symbol.for('groundplan.assemblies')]";
const COUNTS = new WeakMap();

module.exports = (directory) => {
  globalThis[Symbol.for("groundplan.assemblies")] = { load: (file, parse) => load(directory, file, parse), count };
  return (text, file) => {
    if (path.basename(file) !== "program.js" || !LOAD.test(text)) return text;
    return text
      // On one line, so that the line numbers in stack traces do not change.
      .replace(LOAD, (head) => `${head} return validate ? parsed(pathToFile) : ${HOOK}.load(pathToFile, () => parsed(pathToFile, false)); } function parsed(pathToFile, validate = true) {`)
      .replace(COUNT, (_, types) => `${HOOK}.count(${types})`);
  };
};

function count(types) {
  return COUNTS.get(types) ?? Object.keys(types ?? {}).length;
}

function load(directory, file, parse) {
  let copy;
  try {
    copy = copyOf(directory, file);
    const assembly = copy && open(copy, parse);
    if (assembly) return assembly;
  } catch {
    // Without a readable copy, the whole assembly is read.
  }
  const assembly = parse();
  if (copy) {
    try {
      write(copy, assembly);
    } catch {
      // A read-only cache directory costs time, not correctness.
    }
  }
  return assembly;
}

// jsii names the folders of its package cache by the tarball's digest, so the path with the size identifies the contents.
// A package unpacked anywhere else has no such name, and gets no copy.
function copyOf(directory, file) {
  const real = fs.realpathSync(file);
  const { size } = fs.statSync(real);
  if (size < WORTHWHILE || !/^[0-9a-f]{64}$/.test(path.basename(path.dirname(real)))) return undefined;
  const name = crypto.createHash("sha256").update(`2 ${real} ${size}`).digest("hex").slice(0, 32);
  return path.join(directory, `${name}.types`);
}

// Layout: two 12-digit lengths with the checksum of what they measure, the directory, the assembly without its types, the
// namespaces' directories, the types. A place has a checksum too.
function write(copy, assembly) {
  const { types, readme, submodules, ...head } = assembly;
  const namespaces = new Map();
  for (const fqn of Object.keys(types)) {
    const namespace = fqn.slice(0, fqn.lastIndexOf("."));
    if (!namespaces.has(namespace)) namespaces.set(namespace, []);
    namespaces.get(namespace).push(fqn);
  }
  const parts = [];
  const directory = { count: Object.keys(types).length, namespaces: {}, end: 0 };
  let end = 0;
  const place = (value) => {
    const bytes = Buffer.from(JSON.stringify(value, undocumented));
    parts.push(bytes);
    const place = [end, bytes.length, checksum(bytes)];
    end += bytes.length;
    return place;
  };
  for (const [namespace, fqns] of namespaces) {
    const places = {};
    for (const fqn of fqns) places[fqn] = place(types[fqn]);
    directory.namespaces[namespace] = place(places);
  }
  directory.end = end;
  const lists = [directory, head].map((value) => Buffer.from(JSON.stringify(value)));
  const lengths = lists.map((bytes) => String(bytes.length).padStart(12) + checksum(bytes)).join("");
  replaceFile(copy, [Buffer.from(lengths), ...lists, ...parts]);
}

function undocumented(key, value) {
  return key === "docs" || key === "locationInModule" || key === "symbolId" ? undefined : value;
}

function open(copy, parse) {
  let descriptor;
  try {
    descriptor = fs.openSync(copy, "r");
  } catch {
    return undefined;
  }
  const bytesAt = (offset, length) => {
    const bytes = Buffer.allocUnsafe(length);
    if (fs.readSync(descriptor, bytes, 0, length, offset) !== length) throw new Error(`${copy} is cut short`);
    return bytes;
  };
  const read = (offset, length, check) => {
    const bytes = bytesAt(offset, length);
    if (checksum(bytes) !== check) throw new Error(`${copy} is damaged`);
    return bytes.toString();
  };
  const lengths = bytesAt(0, 56).toString();
  const [first, second] = [Number(lengths.slice(0, 12)), Number(lengths.slice(28, 40))];
  const directory = JSON.parse(read(56, first, lengths.slice(12, 28)));
  const head = JSON.parse(read(56 + first, second, lengths.slice(40)));
  const start = 56 + first + second;
  if (fs.fstatSync(descriptor).size !== start + directory.end) throw new Error(`${copy} is cut short`);
  const types = lazyTypes(directory.namespaces, ([offset, length, check]) => JSON.parse(read(start + offset, length, check)), () => {
    fs.rmSync(copy, { force: true });
    return parse().types;
  });
  COUNTS.set(types, directory.count);
  return { ...head, types };
}

/** An object with all the types, each read when it is asked for; from the whole assembly once the copy cannot be read. */
function lazyTypes(namespaces, read, readWhole) {
  const opened = new Map();
  let whole;
  const places = (namespace) => {
    if (!opened.has(namespace)) opened.set(namespace, Object.hasOwn(namespaces, namespace) ? read(namespaces[namespace]) : {});
    return opened.get(namespace);
  };
  const find = (fqn) => {
    const there = places(fqn.slice(0, fqn.lastIndexOf(".")));
    return Object.hasOwn(there, fqn) ? read(there[fqn]) : undefined;
  };
  const orWhole = (fromCopy, fromWhole) => {
    if (!whole) {
      try {
        return fromCopy();
      } catch {
        whole = readWhole();
      }
    }
    return fromWhole();
  };
  const get = (target, fqn) => {
    if (typeof fqn !== "string" || Object.hasOwn(target, fqn)) return target[fqn];
    const type = orWhole(() => find(fqn), () => (Object.hasOwn(whole, fqn) ? whole[fqn] : undefined));
    return type === undefined ? target[fqn] : (target[fqn] = type);
  };
  return new Proxy({}, {
    get,
    has: (target, fqn) => get(target, fqn) !== undefined,
    ownKeys: () => orWhole(() => Object.keys(namespaces).flatMap((each) => Object.keys(places(each))), () => Object.keys(whole)),
    getOwnPropertyDescriptor(target, fqn) {
      get(target, fqn);
      return Object.getOwnPropertyDescriptor(target, fqn);
    },
  });
}
