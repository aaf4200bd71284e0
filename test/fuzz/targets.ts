import { BODIES_TARGET, SECRETS_TARGET } from './bodies-target.js';
import { AGAIN_TARGET, BLOCK_TARGET, EXPORT_TARGET, SHOW_TARGET, VIEWS_TARGET } from './formats-target.js';
import { JSON_TARGET } from './json-target.js';
import { LINKS_TARGET, LOCATION_TARGET } from './links-target.js';
import { NAMES_TARGET, TEMPLATES_TARGET } from './paths-target.js';
import { RECORDS_TARGET } from './records-target.js';
import { FILTERS_TARGET, SETTINGS_TARGET } from './settings-target.js';
import { SOCKETS_TARGET } from './sockets-target.js';
import type { Target } from './target.js';
import { GARBAGE_TARGET, JOURNAL_GARBAGE_TARGET, TRACE_TARGET } from './trace-target.js';
import { REQUESTS_TARGET } from './wire/requests-target.js';
import { RESPONSES_TARGET } from './wire/responses-target.js';

/** All that is fuzzed. */
export const TARGETS: readonly Target[] = [
  TRACE_TARGET,
  GARBAGE_TARGET,
  JOURNAL_GARBAGE_TARGET,
  AGAIN_TARGET,
  JSON_TARGET,
  BODIES_TARGET,
  SECRETS_TARGET,
  LINKS_TARGET,
  LOCATION_TARGET,
  NAMES_TARGET,
  TEMPLATES_TARGET,
  SETTINGS_TARGET,
  FILTERS_TARGET,
  RECORDS_TARGET,
  SOCKETS_TARGET,
  VIEWS_TARGET,
  BLOCK_TARGET,
  SHOW_TARGET,
  EXPORT_TARGET,
  REQUESTS_TARGET,
  RESPONSES_TARGET,
];
