// Parses block markup with the scripts of WordPress's own editor and says what that thinks of it.
//
//   node blocks.mjs INCLUDES SCRIPTS.json < DOCUMENTS.json > RESULT.json
//
// INCLUDES is a WordPress's wp-includes, SCRIPTS.json what its script-loader-packages.php returns;
// DOCUMENTS is a list of texts. RESULT is a list, one for each text: how often each block is there
// (by name), and the invalid ones, each with what the editor says.

import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { createRequire } from 'node:module';

const [includes, scripts] = process.argv.slice(2);
const require = createRequire(path.join(process.cwd(), 'x.js'));
const { JSDOM, VirtualConsole } = require('jsdom');

// What the scripts ask of a browser while they load, and jsdom has not.
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const BROWSER = {
  CSS: { escape: (text) => text, supports: () => false },
  IntersectionObserver: Observer,
  ResizeObserver: Observer,
  TextDecoder,
  TextEncoder,
  fetch: () => Promise.reject(new Error('no network here')),
  matchMedia: () => ({ matches: false, addListener() {}, addEventListener() {} }),
  requestIdleCallback: (callback) => setTimeout(callback, 0),
  structuredClone,
};
// Scripts of others, by the name that they are asked for, with what they need in turn.
const VENDOR = {
  'wp-polyfill': ['regenerator-runtime'],
  'react-dom': ['react'],
  'react-jsx-runtime': ['react'],
};

function openWindow() {
  const page = '<!doctype html><title>editor</title><body></body>';
  const options = { url: 'http://localhost/', runScripts: 'outside-only', pretendToBeVisual: true };
  const dom = new JSDOM(page, { ...options, virtualConsole: new VirtualConsole() });
  const { window } = dom;
  for (const [name, value] of Object.entries(BROWSER)) window[name] ??= value;
  window.userSettings = { uid: '1' };
  window.wp = { oldEditor: {} }; // wp-admin has it: what is in no block is a classic block
  return { window, context: dom.getInternalVMContext() };
}

// Runs the script `handle` and, before it, all that it depends on.
function run(browser, handle, packages, done) {
  if (done.has(handle)) return;
  done.add(handle);
  const name = handle.replace(/^wp-/, '');
  const known = packages[`${name}.js`];
  const needed = known ? known.dependencies : VENDOR[handle] || [];
  for (const other of needed) run(browser, other, packages, done);
  const file = path.join(includes, 'js/dist', known ? `${name}.js` : `vendor/${handle}.js`);
  if (fs.existsSync(file)) {
    vm.runInContext(fs.readFileSync(file, 'utf8'), browser.context, { filename: file });
  }
  if (handle === 'lodash') browser.window.lodash = browser.window._;
}

function loadEditor() {
  const browser = openWindow();
  const packages = JSON.parse(fs.readFileSync(scripts, 'utf8'));
  run(browser, 'wp-block-library', packages, new Set());
  browser.window.wp.blockLibrary.registerCoreBlocks();
  return browser.window.wp.blocks;
}

function* flat(blocks) {
  for (const block of blocks) {
    yield block;
    yield* flat(block.innerBlocks);
  }
}

// Returns what the editor logs of a block: a format with %s, and what goes in its places.
function said(issue) {
  const [format, ...values] = issue.args.map((value) => value?.name ?? String(value));
  return format.replace(/%[sdo]/g, () => values.shift() ?? '').replace(/\s+/g, ' ');
}

function judge(editor, text) {
  const result = { blocks: {}, invalid: [] };
  for (const block of flat(editor.parse(text))) {
    result.blocks[block.name] = (result.blocks[block.name] ?? 0) + 1;
    if (!block.isValid) {
      result.invalid.push([block.name, ...(block.validationIssues ?? []).map(said)].join(': '));
    }
  }
  return result;
}

const editor = loadEditor();
const texts = JSON.parse(fs.readFileSync(0, 'utf8'));
fs.writeFileSync(1, JSON.stringify(texts.map((text) => judge(editor, text))));
process.exit(0); // timers of the editor would keep it waiting
