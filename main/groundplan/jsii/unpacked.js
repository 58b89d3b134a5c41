"use strict";
// jsii unpacks a package into its cache once, in a folder that is named by the digest of the tarball, and believes what is
// there ever after. This notes size and time of the files that a run loads; a package in which one of them has changed is
// deleted before jsii looks for it, so that it is unpacked again.

const fs = require("fs");
const path = require("path");
const { checksum, replaceFile } = require("./files.js");

const PACKAGE = /^(?:.*\/)?[0-9a-f]{64}(?=\/)/;

module.exports = (directory, root) => {
  const list = path.join(directory, "unpacked.json");
  const real = realpath(root);
  if (!real) return () => {};
  const noted = read(list, real);
  const fresh = new Map();

  for (const folder of changed(noted, real)) {
    for (const name of [...noted.keys()]) if (folderOf(name) === folder) noted.delete(name);
    fs.rmSync(path.join(real, folder), { recursive: true, force: true });
  }
  process.once("exit", () => {
    if (fresh.size > 0) keep(list, real, new Map([...noted, ...fresh]));
  });

  return (file) => {
    const loaded = realpath(file);
    if (!loaded || !loaded.startsWith(real + path.sep)) return;
    const name = path.relative(real, loaded).split(path.sep).join("/");
    const folder = folderOf(name);
    if (!folder) return;
    for (const each of [name, `${folder}/.jsii`]) {
      if (!noted.has(each) && !fresh.has(each)) fresh.set(each, look(path.join(real, each)));
    }
  };
};

function realpath(file) {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return undefined;
  }
}

function folderOf(name) {
  return PACKAGE.exec(name)?.[0];
}

// Archives and copies keep the time to the second.
function look(file) {
  try {
    const { size, mtimeMs } = fs.statSync(file);
    return `${size} ${Math.floor(mtimeMs / 1000)}`;
  } catch {
    return undefined;
  }
}

function changed(noted, real) {
  const folders = new Set();
  for (const [name, then] of noted) if (look(path.join(real, name)) !== then) folders.add(folderOf(name));
  return folders;
}

// A list that is damaged, or that is of another folder, counts as empty.
function read(list, real) {
  try {
    const { check, files } = JSON.parse(fs.readFileSync(list, "utf8"));
    return check === checksum(real + JSON.stringify(files)) ? new Map(files) : new Map();
  } catch {
    return new Map();
  }
}

function keep(list, real, all) {
  try {
    const files = [...all].filter(([, then]) => then !== undefined);
    const check = checksum(real + JSON.stringify(files));
    replaceFile(list, [Buffer.from(JSON.stringify({ check, files }))]);
  } catch {
    // A read-only cache directory costs time, not correctness.
  }
}
