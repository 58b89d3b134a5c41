"use strict";
// jsii starts two Node processes: a front that relays every byte, and the kernel, which the front reaches through file
// descriptor 3. This runs the kernel in place of the front, on its stdin and stdout: one process less to start and to keep in
// memory, and two context switches less for each of the thousands of messages.

const fs = require("fs");
const path = require("path");

const FRONT = /\(0, child_process_1\.spawn\)\(process\.execPath, \[ \.\.\.process\.execArgv, "--preserve-symlinks"/;
const DESCRIPTORS = /readFD: 3,\s+writeFD: 3\b/;
const FLAG = "--preserve-symlinks";

module.exports = (text, file) => {
  const kernel = path.resolve(path.dirname(file), "..", "lib", "program.js");
  if (path.basename(file) === "jsii-runtime.js" && possible(text, kernel)) {
    // Seen among the arguments, the flag tells the kernel to link a package's folder instead of each of its files.
    if (!process.execArgv.includes(FLAG)) process.execArgv.push(FLAG);
    wrapOutput("stdout");
    wrapOutput("stderr");
    return `require(${JSON.stringify(kernel)});`;
  }
  return file === inPlaceOf ? text.replace(DESCRIPTORS, "readFD: 0, writeFD: 1") : text;
};

let inPlaceOf;

function possible(text, kernel) {
  // The kernel finds a package's dependencies next to the package's link, so it needs the flag the front would have given it.
  // Windows reports the end of a pipe as an error, which the kernel does not expect on stdin.
  if (process.platform === "win32" || !process.env.NODE_OPTIONS?.includes(FLAG) || !FRONT.test(text)) return false;
  try {
    if (!DESCRIPTORS.test(fs.readFileSync(kernel, "utf8"))) return false;
  } catch {
    return false;
  }
  inPlaceOf = kernel;
  return true;
}

// What a construct prints reaches Java as the front would have sent it: a line of JSON on stderr.
function wrapOutput(name) {
  process[name].write = (chunk, encoding, done) => {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8") : Buffer.from(chunk);
    writeAll(2, `${JSON.stringify({ [name]: bytes.toString("base64") })}\n`);
    const callback = typeof encoding === "function" ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}

function writeAll(descriptor, line) {
  const bytes = Buffer.from(line);
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += fs.writeSync(descriptor, bytes, offset);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}
