"use strict";

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");

/** Writes the parts as one file that other processes see either whole or not at all. */
exports.replaceFile = (file, parts) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, Buffer.concat(parts));
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
};

/** A checksum of bytes that are kept: what was damaged or edited since has another one. */
exports.checksum = (bytes) => crypto.createHash("sha256").update(bytes).digest("base64").slice(0, 16);
