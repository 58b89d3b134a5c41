"use strict";
// CDKTF resolves every element of a stack twice: to find what it takes from other stacks, which adds outputs to those, and for the
// stack's file. The first result is kept for the second time, unless an aspect may have changed the element between them. What was added
// meanwhile has no first result. And most of what is resolved are texts in which nothing can be a token: these are answered at once.

const path = require("path");

const PREPARE = /(\n {8}terraformElements\(this\)\.forEach\(\(e\) => )(\(0, _tokens_1\.resolve\)\(this, e\.toTerraform\(\), true\))\);/;
const FRAGMENTS = /(\n {8}const fragments = elements\.map\(\(e\) => )(\(0, _tokens_1\.resolve\)\(this, e\.toTerraform\(\)\))\);/;
const ADD = /\n {4}add\(aspect\) \{\n/;
const KEPT = "globalThis[Symbol.for('groundplan.resolved')]";

const PATH = /\n {4}const pathName = ("\/" \+ prefix\.join\("\/"\));\n/;
const TEXT = /\n {4}if \(typeof obj === "string"\) \{\n/;
const KEY = /(\n {8}const resolvedKey = )(makeContext\(\)\[0\]\.resolve\(key\);)/;
const VALUE = /(\n {8}const value = )(makeContext\(key\)\[0\]\.resolve\()obj\[key\]\);/;
const START = /\nfunction resolve\(obj, options\) \{\n/;
// As CDKTF has it: the pattern of an encoded number, without which and a brace there is no token, and the two texts that it refuses.
const NUMBER = "/[-|\\d|.\\+]+(e[-|\\d|.|e|E|\\+]+)/";
const PLAIN = `\nconst plain = (text) => typeof text === "string" && !text.includes("{") && !${NUMBER}.test(text) && text !== token_1.Token.STRING_MAP_TOKEN_VALUE && text !== token_1.Token.ANY_MAP_TOKEN_VALUE;`;

module.exports = (text, file) => {
  switch (file.split(path.sep).slice(-2).join("/")) {
    case "lib/terraform-stack.js":
      return all(text, [
        [PREPARE, (_, each, resolved) => `${each}${KEPT}.set(e, ${resolved}));`],
        [FRAGMENTS, (_, each, resolved) => `${each}${KEPT}.take(e) ?? ${resolved});`],
      ]);
    case "lib/aspect.js":
      return all(text, [[ADD, (head) => `${head}        ${KEPT}.end();\n`]]);
    case "private/resolve.js":
      return all(text, [
        [START, (head) => `${PLAIN}${head}`],
        [PATH, (_, joined) => `\n    const pathName = { toString: () => ${joined} };\n`],
        [TEXT, (head) => `${head}        if (plain(obj)) return obj;\n`],
        [KEY, (_, start, resolved) => `${start}plain(key) ? key : ${resolved}`],
        [VALUE, (_, start, call) => `${start}((part) => plain(part) ? part : ${call}part))(obj[key]);`],
      ]);
    default:
      return text;
  }
};

/** All of the replacements, or, where one does not apply, none. */
function all(text, replacements) {
  if (!replacements.every(([pattern]) => pattern.test(text))) return text;
  return replacements.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
}

let elements = new WeakMap();
globalThis[Symbol.for("groundplan.resolved")] = {
  set: (element, resolved) => void elements?.set(element, resolved),
  take: (element) => {
    const resolved = elements?.get(element);
    elements?.delete(element);
    return resolved;
  },
  end: () => void (elements = undefined),
};
