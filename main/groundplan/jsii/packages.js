"use strict";
// jsii copies a package's tarball, 31 MB of AWS's provider, to a temporary file at each start, and calculates its digest, by which it
// finds the package that it has unpacked before. PlainResources puts a note in the tarball's place: where its bytes are, and their
// digest. This keeps which of jsii's digests belongs to a note, and puts the tarball itself in its place when it is to be unpacked.

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const { checksum, replaceFile } = require("./files.js");

const LONGEST = 10_000;
const NOTE = /^groundplan: the bytes (\d+)\+(\d+) of (.+), sha256 ([0-9a-f]{64})\n$/;
const DIGEST = /function digestFile\(path, \.\.\.comments\) \{/;
const UNPACK = /function untarInto\(options\) \{/;
const HOOK = "globalThis[Symbol.for('groundplan.packages')]";

module.exports = (directory) => {
  globalThis[Symbol.for("groundplan.packages")] = { digest: (...call) => digest(directory, ...call), whole };
  return (text, file) => {
    if (path.basename(file) !== "program.js" || !DIGEST.test(text) || !UNPACK.test(text)) return text;
    return text
      .replace(DIGEST, (head) => `${head} return ${HOOK}.digest(path, comments, () => digested(path, ...comments)); } function digested(path, ...comments) {`)
      .replace(UNPACK, (head) => `${head} ${HOOK}.whole(options.file);`);
  };
};

function digest(directory, file, comments, calculate) {
  const text = noteOf(file)?.[0];
  if (!text) return calculate();
  const list = directory && path.join(directory, "digests.json");
  const noted = list ? read(list) : new Map();
  const key = crypto.createHash("sha256").update([text, ...comments].join("\0")).digest("hex");
  if (noted.has(key)) return Buffer.from(noted.get(key), "hex");
  whole(file);
  const made = calculate();
  if (list) keep(list, noted.set(key, made.toString("hex")));
  return made;
}

/** Replaces a note by the tarball that it is about. */
function whole(file) {
  const note = noteOf(file);
  if (!note) return;
  const [, offset, length, jar, expected] = note;
  const bytes = Buffer.allocUnsafeSlow(Number(length));
  const descriptor = fs.openSync(jar, "r");
  try {
    for (let read = 0, count = 1; read < bytes.length && count > 0; read += count) {
      count = fs.readSync(descriptor, bytes, read, bytes.length - read, Number(offset) + read);
    }
  } finally {
    fs.closeSync(descriptor);
  }
  if (crypto.createHash("sha256").update(bytes).digest("hex") !== expected) throw new Error(`${jar} is damaged; delete it`);
  fs.writeFileSync(file, bytes);
}

function noteOf(file) {
  return fs.statSync(file).size < LONGEST ? NOTE.exec(fs.readFileSync(file, "utf8")) : undefined;
}

function read(list) {
  try {
    const { check, digests } = JSON.parse(fs.readFileSync(list, "utf8"));
    return check === checksum(JSON.stringify(digests)) ? new Map(digests) : new Map();
  } catch {
    return new Map();
  }
}

function keep(list, noted) {
  try {
    const digests = [...noted];
    replaceFile(list, [Buffer.from(JSON.stringify({ check: checksum(JSON.stringify(digests)), digests }))]);
  } catch {
    // A read-only cache directory costs time, not correctness.
  }
}
