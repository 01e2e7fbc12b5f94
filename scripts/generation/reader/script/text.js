// The text: hover, focus, click and keys.

import { find } from './dom.js';
import { activate } from './paint.js';
import { isReachable, segmentOf, segments } from './segments.js';
import { hideTip, hideTipSoon, showTip } from './tip.js';
import { openWords } from './words_detail.js';

// Where each key leads from a segment.
const SEEKERS = {
  ArrowRight: (at) => nextReachable(at + 1, 1),
  ArrowLeft: (at) => nextReachable(at - 1, -1),
  ArrowDown: (at) => nextReachable(at + 1, 1, (segment) => !isInUnitOf(segment, at)),
  ArrowUp: (at) => nextReachable(at - 1, -1, (segment) => !isInUnitOf(segment, at)),
  Home: () => nextReachable(0, 1),
  End: () => nextReachable(segments.length - 1, -1),
};

export function listenToText() {
  const text = find('#text');
  text.addEventListener('pointerover', onHover);
  text.addEventListener('pointerleave', hideTipSoon);
  text.addEventListener('focusin', (event) => showTip(segmentOf(event.target)));
  text.addEventListener('focusout', hideTip);
  text.addEventListener('click', onTextClick);
  text.addEventListener('keydown', onTextKey);
}

function onHover(event) {
  if (event.pointerType === 'touch') return;
  const at = segmentOf(event.target);
  if (at >= 0 && isReachable(segments[at])) showTip(at);
  else hideTipSoon();
}

function onTextClick(event) {
  const at = segmentOf(event.target);
  if (at >= 0 && isReachable(segments[at]) && getSelection().isCollapsed) openWords(at);
}

function onTextKey(event) {
  const at = segmentOf(event.target);
  if (at < 0) return;
  const seek = SEEKERS[event.key];
  if (event.key === 'Enter' || event.key === ' ') openWords(at, true);
  else if (seek) goTo(seek(at));
  else return;
  event.preventDefault();
}

/** Return the number of the first segment from one on that can be reached and fits. */
function nextReachable(from, step, fits = () => true) {
  let at = from;
  while (segments[at] && !(isReachable(segments[at]) && fits(segments[at]))) at += step;
  return at;
}

function isInUnitOf(segment, at) {
  return segment.element.parentElement === segments[at].element.parentElement;
}

function goTo(at) {
  if (!segments[at]) return;
  activate(at).focus({ preventScroll: true });
  segments[at].element.scrollIntoView({ block: 'nearest' });
  showTip(at);
}
