"use strict";
// Saves the kernel from producing two kinds of text that are not used. CDKTF stores a complete stack trace with each value
// that it creates, but all its frames are in the kernel, not in the Java program. And the kernel formats each type reference
// for an error message before it checks whether there is an error.

const path = require("path");

const TRACE = /function captureStackTrace\(below\) \{\n/;
const EAGER = /\bassert\((typeRef) != null, (`Kernel error: expected type information, got \$\{\(0, util_1\.inspect\)\(\1\)\}`)\);/;

module.exports = (text, file) => {
  switch (path.basename(file)) {
    case "stack-trace.js":
      return text.replace(TRACE, (start) => `${start}    return [];\n`);
    case "program.js":
      return text.replace(EAGER, (_, reference, message) => `if (${reference} == null) assert(false, ${message});`);
    default:
      return text;
  }
};
