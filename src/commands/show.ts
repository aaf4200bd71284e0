import type { Flags } from '../config/flags.js';
import { TraceError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { exchangeJson } from '../formats/exchange-json.js';
import { renderExchange } from '../formats/show-exchange.js';
import { exchangeBatches } from '../trace/open.js';
import { Output, type OutputStream } from './output.js';
import { ProblemReport, traceFile } from './trace-file.js';

/** `requestshook show N|ID [LOG]`: one exchange whole, or all that share an id. Throws a TraceError where there is none. */
export async function showCommand(flags: Flags, stdout: OutputStream = process.stdout): Promise<number> {
  const wanted = String(flags.EXCHANGE);
  // An id has 32 digits, which may all be decimal ones.
  const number = /^\d{1,15}$/.test(wanted) ? Number(wanted) : null;
  const file = await traceFile(flags);
  const output = new Output(stdout);
  const problems = new ProblemReport();
  const follow = flags.follow === true;
  let found = 0;
  let last = 0;
  for await (const exchanges of exchangeBatches(file, { follow, onProblem: problems.add })) {
    for (const exchange of exchanges) {
      last = Math.max(last, exchange.number);
      if (number === null ? exchange.id !== wanted : exchange.number !== number) continue;
      if (found > 0 && flags.raw === undefined) await output.write(flags.json === true ? '' : '\n');
      found++;
      await showExchange(exchange, flags, output);
      await output.flush();
      // A number stands for one exchange; an id that a caller uses again is that of several.
      if (number !== null) return 0;
    }
  }
  problems.end();
  if (found === 0) throw new TraceError(notFound(file, wanted, number, last));
  return 0;
}

async function showExchange(exchange: Exchange, flags: Flags, output: Output): Promise<void> {
  if (flags.raw !== undefined) {
    const message = flags.raw === 'request' ? exchange.request : exchange.response;
    const content = message?.body.content;
    if (content) await output.bytes(content);
  } else if (flags.json === true) await output.write(`${JSON.stringify(exchangeJson(exchange), null, 2)}\n`);
  else await output.write(renderExchange(exchange, output.paint));
}

function notFound(file: string, wanted: string, number: number | null, last: number): string {
  if (last === 0) return `${file}: no calls in this trace`;
  if (number === null) return `${file}: no exchange has the id ${JSON.stringify(wanted)}`;
  return `${file}: no exchange ${number}; the last one is ${last}`;
}
