"use strict";
// A provider package's index requires all of its modules, one per resource type: 1,792 in AWS's. A program uses a few dozen.

const MANY = 50;
const REQUIRE = /^exports\.(\w+) = require\("(\.\/[\w/-]+)"\);$/gm;
const REST = /\/\*[^]*?\*\/|^"use strict";$|^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$|^(?:exports\.\w+ = )+void 0;$|^\/\/.*$|\s+/gm;

const LAZY = `const lazily = (name, load) => Object.defineProperty(exports, name, {
  enumerable: true, configurable: true,
  get() { const value = load(); Object.defineProperty(exports, name, { enumerable: true, configurable: true, writable: true, value }); return value; },
});`;

module.exports = (text, file) => {
  if (!/[\\/]provider-[\w-]+[\\/]lib[\\/]index\.js$/.test(file)) return text;
  let count = 0;
  const lazy = text.replace(REQUIRE, (_, name, target) => (count++, `lazily("${name}", () => require("${target}"));`));
  // An index that does anything but require is left as it is: its order of execution may matter.
  const plain = text.replace(REQUIRE, "").replace(REST, "") === "";
  return count >= MANY && plain ? lazy.replace(/^"use strict";$/m, `"use strict";${LAZY}`) : text;
};
