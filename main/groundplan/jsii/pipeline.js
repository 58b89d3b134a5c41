"use strict";
// jsii waits for the answer to each of its requests, thousands in a run, and nearly all of them are known beforehand: the next
// number for an object, a token for an attribute, nothing for a change. RequestPipeline in Java marks such a request with the answer
// that it expects ("ahead") and does not wait; here it is compared, and not sent. A token is known by its place only: Java uses the
// number that it has given in "ahead", and the token itself is put in where that number comes back in a later request.
//
// After an answer that was not expected, nothing of objects is done until Java asks ("stats"), which then repeats all of it and waits.

const path = require("path");

const READ = /(run\(\) \{\s+var _a;\s+const req = )this\.inout\.read\(\)(;\s+if \(!req \|\| "exit" in req\) \{)/;
const HOOK = "globalThis[Symbol.for('groundplan.pipeline')]";
const LATE = /\$\{TfToken\[LATE\.(\d+)\]\}/g;
// These are of no object, and Java asks for each once: a class that it cannot initialize then is lost.
const OF_NO_OBJECT = ["load", "naming", "sget"];
const TOKEN = /^\$\{TfToken\[TOKEN\.\d+\]\}$/;

module.exports = (text, file) => {
  if (path.basename(file) !== "program.js") return text;
  return text.replace(READ, (_, before, after) => `${before}${HOOK}(this)${after}`);
};

const hosts = new WeakMap();
globalThis[Symbol.for("groundplan.pipeline")] = (host) => {
  if (!hosts.has(host)) hosts.set(host, pipeline(host));
  return hosts.get(host)();
};

/** The function that returns the next request which is to be answered. */
function pipeline(host) {
  const tokens = [];
  let unexpected;
  let marked = false;

  const { stdio } = host.inout;
  const readLine = stdio.readLine;
  stdio.readLine = () => {
    const line = readLine.call(stdio);
    return line?.includes("${TfToken[LATE.") ? line.replace(LATE, (late, number) => tokens[number] ?? late) : line;
  };
  // Java does not listen to what a marked request would ask for.
  const callback = host.kernel.callbackHandler;
  host.kernel.callbackHandler = (asked) => {
    if (!marked) return callback(asked);
    unexpected = "it calls Java";
    throw new Error(unexpected);
  };

  const compare = (expected, answer) => {
    if (typeof expected !== "number") {
      const [text, wanted] = [JSON.stringify(answer), JSON.stringify(expected)];
      if (text !== wanted) throw new Error(`${text} instead of ${wanted}`);
    } else if (typeof answer.value === "string" && TOKEN.test(answer.value)) {
      tokens[expected] = answer.value;
    } else {
      throw new Error(`${JSON.stringify(answer)} instead of a token`);
    }
  };
  const done = (request) => {
    marked = true;
    try {
      compare(request.ahead, host.findApi(request.api).call(host.kernel, request));
    } catch (error) {
      unexpected = `${request.api}: ${error.message}`;
    } finally {
      marked = false;
    }
  };

  return () => {
    for (;;) {
      const request = host.inout.read();
      if (!request || "exit" in request) return request;
      if (request.api === "stats" && "ahead" in request) {
        host.writeOkay({ ahead: unexpected ?? "" });
        unexpected = undefined;
      } else if ("ahead" in request) {
        if (unexpected === undefined) done(request);
      } else if (unexpected === undefined || OF_NO_OBJECT.includes(request.api)) {
        return request;
      } else {
        host.writeError(new Error(`unexpected answer: ${unexpected}`));
      }
    }
  };
}
