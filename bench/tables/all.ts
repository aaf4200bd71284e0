import { guard } from '../guard/guard.js';
import type { Case } from './case.js';
import { growth } from './growth.js';
import { growthConcurrency } from './growth-concurrency.js';
import { growthSize } from './growth-size.js';
import { halfLoad } from './half-load.js';
import { head } from './head.js';
import { list } from './list.js';
import { lost } from './lost.js';
import { minute } from './minute.js';
import { list100kb, manyConnections, newConnections, oneConnection, path } from './requests.js';
import { startUp } from './start-up.js';
import { download, upload } from './transfer.js';
import { workers } from './workers.js';
import { writer } from './writer.js';

/** In the order in which they are made. */
export const CASES: readonly Case[] = [
  path,
  list100kb,
  head,
  oneConnection,
  manyConnections,
  newConnections,
  minute,
  lost,
  workers,
  halfLoad,
  upload,
  download,
  writer,
  startUp,
  list,
  growth,
  growthConcurrency,
  growthSize,
  guard,
];
