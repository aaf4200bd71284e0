import type { Competitor } from './competitor.js';

/** Nothing: the client calls the upstream itself. */
export const straight: Competitor = {
  name: 'straight',
  about: 'nothing in between',
  missing: () => null,
  start: async ({ port }) => ({ port, pid: null, process: null, trace: null, stop: async () => {} }),
};
