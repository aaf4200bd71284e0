import { statSync } from 'node:fs';
import type { Flags } from '../config/flags.js';
import { TraceError, UsageError } from '../exchange/errors.js';
import type { Exchange } from '../exchange/exchange.js';
import { CURL_SCRIPT_HEAD, renderCurl } from '../formats/curl.js';
import { renderNdjson } from '../formats/export-ndjson.js';
import { HarWriter } from '../formats/har.js';
import { exchangeBatches } from '../trace/open.js';
import { numberTest } from './export-number.js';
import { Output, type OutputStream } from './output.js';
import { writeResult } from './result.js';
import { given, selectionOf } from './selected.js';
import { ProblemReport, traceFile } from './trace-file.js';

/** Writes exchanges in some format, one after the other. */
interface Exporter {
  begin(): string;
  entry(exchange: Exchange): string;
  end(): string;
}

const FORMATS: Readonly<Record<string, (flags: Flags, version: string) => Exporter>> = {
  har: (_, version) => new HarWriter({ name: 'requestshook', version }),
  curl: (flags) => ({
    begin: () => CURL_SCRIPT_HEAD,
    entry: (exchange) => `\n${renderCurl(exchange, { marks: flags.marks === true })}`,
    end: () => '',
  }),
  ndjson: () => ({ begin: () => '', entry: renderNdjson, end: () => '' }),
};

/** `requestshook export FORMAT [LOG]`: the exchanges of a trace for other programs. `version` is that of this one. */
export async function exportCommand(
  flags: Flags,
  version: string,
  stdout: OutputStream = process.stdout,
): Promise<number> {
  const makeExporter = FORMATS[String(flags.FORMAT)];
  if (makeExporter === undefined || !Object.hasOwn(FORMATS, String(flags.FORMAT))) {
    const formats = Object.keys(FORMATS).join(', ');
    throw new UsageError(`export: expected one of ${formats}, got ${JSON.stringify(flags.FORMAT)}`);
  }
  const isWanted = selectionOf(flags);
  const isNumbered = numberTest(given(flags.number));
  const file = await traceFile(flags);
  const problems = new ProblemReport();
  let seen = 0;
  let written = 0;
  const exporter = makeExporter(flags, version);
  const texts = async function* () {
    for await (const exchanges of exchangeBatches(file, { onProblem: problems.add })) {
      seen += exchanges.length;
      for (const exchange of exchanges) {
        if (!isNumbered(exchange.number) || !isWanted(exchange)) continue;
        if (written === 0) yield exporter.begin();
        written++;
        yield exporter.entry(exchange);
      }
    }
    // A file that is there is not to be lost where nothing can be written into it.
    if (written === 0)
      throw new TraceError(seen === 0 ? `no calls in ${file}` : `none of the ${seen} calls in ${file} fits`);
    yield exporter.end();
  };
  if (flags.output === undefined) {
    const output = new Output(stdout);
    for await (const text of texts()) await output.write(text);
    await output.flush();
  } else {
    const path = String(flags.output);
    if (isSameFile(path, file)) throw new UsageError(`--output: ${path} is the trace itself`);
    await writeResult(path, await begun(texts()));
  }
  problems.end();
  return 0;
}

/** The same texts, the first of them read: where there is none, no file is made. */
async function begun(texts: AsyncGenerator<string>): Promise<AsyncIterable<string>> {
  const first = await texts.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* texts;
  })();
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}
