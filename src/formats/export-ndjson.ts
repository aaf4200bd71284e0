import type { Exchange } from '../exchange/exchange.js';
import { exchangeJson } from './exchange-json.js';

/**
 * An exchange as a line of JSON: all that the trace has of it, as `show --json` shows it (see `ExchangeJson`).
 * `number`, `id`, `from`, `service`, `method`, `url`, `path`, `status`, `reason`, `startedAt` (ms since the epoch),
 * `durationMs`, `requestBytes`, `responseBytes`, `parent`, `failure`, `caller`, `outcome`, `timing` (ms after the
 * start), and `request` and `response`, each with `headers` (pairs in wire order), `body` (`text` or `base64`, `json`,
 * `size`, `kept`, `truncated`, `brokenOff`) and `trailers`. null: not known, or there is none.
 */
export function renderNdjson(exchange: Exchange): string {
  return `${JSON.stringify(exchangeJson(exchange))}\n`;
}
