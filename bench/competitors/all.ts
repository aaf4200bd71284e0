import type { Competitor } from './competitor.js';
import { haproxy } from './haproxy.js';
import { mitmdump } from './mitmdump.js';
import { nginx } from './nginx.js';
import { httpProxy, pipe, threeFiles } from './node-servers.js';
import { everything, logAlone, untraced, withPage } from './requestshook.js';
import { straight } from './straight.js';

/** Whom requestshook is measured against, and itself, in the order of the tables. */
export const COMPETITORS: readonly Competitor[] = [
  straight,
  nginx,
  haproxy,
  pipe,
  httpProxy,
  threeFiles,
  mitmdump,
  untraced,
  logAlone,
  everything,
  withPage,
];
