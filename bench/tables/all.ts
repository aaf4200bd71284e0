import type { Case } from './case.js';
import { halfLoad } from './half-load.js';
import { head } from './head.js';
import { list100kb, manyConnections, newConnections, oneConnection, path } from './requests.js';
import { startUp } from './start-up.js';
import { download, upload } from './transfer.js';

/** In the order in which they are made. */
export const CASES: readonly Case[] = [
  path,
  list100kb,
  head,
  oneConnection,
  manyConnections,
  newConnections,
  halfLoad,
  upload,
  download,
  startUp,
];
