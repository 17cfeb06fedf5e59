// Everything here is an addition: each page works without script.
// All listeners sit on document, so parts swapped in by htmx work as well.
import htmx from "htmx.org";
import { startConnectionMessages } from "./js/say.js";
import { startFiles } from "./js/files.js";
import { startConfirm } from "./js/confirm.js";
import { startSubmit } from "./js/submit.js";
import { startCopy } from "./js/copy.js";
import { startDrafts } from "./js/draft.js";
import { startFilter } from "./js/filter.js";
import { startGrid } from "./js/grid.js";
import { startPage } from "./js/page.js";
import { startOutbox, watchOutbox } from "./js/outbox.js";

Object.assign(htmx.config, {
  includeIndicatorStyles: false, // an inline <style> would break the CSP
  allowEval: false, // so would Function(): no hx-on, no hx-vals='js:'
  allowScriptTags: false,
  historyEnabled: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  // 422 is a form that came back with its errors: show it.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.documentElement.classList.add("js");

// Order matters: a file that is too big, then the question, then what is kept
// until it has arrived, then the lock.
startFiles();
startConfirm();
startOutbox();
startSubmit();
startCopy();
startFilter();
startGrid();
startPage();
startConnectionMessages();

// htmx calls this for the body at first and for each part it swaps in.
htmx.onLoad((root) => {
  startDrafts(root);
  watchOutbox(root);
});
