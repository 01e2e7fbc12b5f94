// The reader: the report on one side, the tables on the other, each leading to the other.

import { data } from './data.js';
import { buildDetail } from './detail.js';
import { listenToGrid } from './grid_events.js';
import { listenToEscape } from './keys.js';
import { listenToLinks } from './links.js';
import { buildMarks } from './mark_controls.js';
import { paintMarks } from './paint.js';
import { listenToPrint } from './print.js';
import { buildStrip } from './strip.js';
import { buildTables, openTable } from './table_view.js';
import { listenToText } from './text.js';
import { buildTheme } from './theme.js';
import { buildTip } from './tip.js';
import { buildViews } from './views.js';

buildTheme();
buildStrip();
buildViews();
buildMarks();
buildTables();
buildDetail();
buildTip();
listenToText();
listenToGrid();
paintMarks();
openTable(data.facts[0].name);
listenToLinks();
listenToPrint();
listenToEscape();
