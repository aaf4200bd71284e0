import type { Case } from './case.js';
import { path } from './path.js';

/** In the order in which they are made. */
export const CASES: readonly Case[] = [path];
