"use strict";
// A provider package's index requires all of its modules, one per resource type: 1,792 in AWS's. A program uses a few dozen.
// The largest resource types are themselves split into files: 33 of 1.8 MB for aws_wafv2_web_acl, of which it uses a few.
// These modules only define classes and functions, so when they are executed makes no difference.

const fs = require("fs");
const path = require("path");

const MANY = 50;
const REQUIRE = /^exports\.(\w+) = require\("(\.\/[\w/-]+)"\);$/gm;
const REST = /\/\*[^]*?\*\/|^"use strict";$|^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$|^(?:exports\.\w+ = )+void 0;$|^\/\/.*$|\s+/gm;
const REEXPORT = /^__exportStar\(require\("\.\/(structs\d+)"\), exports\);$/gm;
const SIBLING = /^const (structs\d+_1) = require\("\.\/(structs\d+)"\);$/gm;
const HEAD = /^"use strict";\n(?:var [\w, ]+;\n)?Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\n((?:(?:exports\.\w+ = )+void 0;\n)+)(?!exports)/;
const HEAD_LENGTH = 1 << 18;

const LAZILY = `const lazily = (name, load) => Object.defineProperty(exports, name, {
  enumerable: true, configurable: true,
  get() { const value = load(); Object.defineProperty(exports, name, { enumerable: true, configurable: true, writable: true, value }); return value; },
});`;

module.exports = (text, file) => {
  const place = file.split(path.sep);
  const [folder, name] = place.slice(-2);
  if (name === "index.js" && folder === "lib" && /^provider-/.test(place.at(-3))) return index(text);
  if (folder !== "index-structs") return text;
  return name === "index.js" ? reexports(text, path.dirname(file)) : siblings(text);
};

function index(text) {
  // An index that does anything but require is left as it is: its order of execution may matter.
  if (text.replace(REQUIRE, "").replace(REST, "") !== "") return text;
  let count = 0;
  const lazy = text.replace(REQUIRE, (_, name, target) => (count++, `lazily("${name}", () => require("${target}"));`));
  return count >= MANY ? withLazily(lazy) : text;
}

function reexports(text, folder) {
  let known = true;
  const lazy = text.replace(REEXPORT, (_, target) => {
    const names = exportsOf(path.join(folder, `${target}.js`));
    if (!names) known = false;
    return `for (const name of ${JSON.stringify(names)}) lazily(name, () => require("./${target}")[name]);`;
  });
  return known ? withLazily(lazy) : text;
}

/** The names that a compiled module declares in its head; none if it does not begin as the TypeScript compiler writes it. */
function exportsOf(file) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, "r");
    const bytes = Buffer.allocUnsafe(HEAD_LENGTH);
    const head = HEAD.exec(bytes.toString("latin1", 0, fs.readSync(descriptor, bytes, 0, HEAD_LENGTH, 0)));
    return head && head[1].match(/(?<=exports\.)\w+/g);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function siblings(text) {
  const variables = new Set();
  const getters = text.replace(SIBLING, (_, variable, target) => {
    variables.add(variable);
    return `const lazy_${variable} = { get module() { return require("./${target}"); } };`;
  });
  if (variables.size === 0) return text;
  return getters.replace(/\b(structs\d+_1)\./g, (use, variable) => (variables.has(variable) ? `lazy_${variable}.module.` : use));
}

function withLazily(text) {
  return text.replace(/^"use strict";$/m, `"use strict";${LAZILY.replaceAll("\n", "")}`);
}
