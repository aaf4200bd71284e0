#!/usr/bin/env node
// First, as it says.
import './commands/kept-tick.js';
import yargs from 'yargs';
import { DIAGRAM_OPTIONS } from './commands/diagram-options.js';
import { DIFF_ARGUMENT, DIFF_FAILED, DIFF_OPTIONS } from './commands/diff-options.js';
import { EXPORT_OPTIONS, FORMAT_ARGUMENT } from './commands/export-options.js';
import { LIST_OPTIONS } from './commands/list-options.js';
import { LOG_ARGUMENT } from './commands/log-argument.js';
import { PAGE_OPTIONS, RUN_PAGE_OPTIONS } from './commands/page-options.js';
import { SHOW_OPTIONS } from './commands/show-options.js';
import { UI_OPTIONS } from './commands/ui-options.js';
import { VERSION } from './commands/version.js';
import { UNWRAP_OPTIONS, WRAP_OPTIONS } from './commands/wrap-options.js';
import { PROXY_OPTIONS, SETTINGS_OPTIONS } from './config/options.js';
import { RequestshookError, UsageError } from './exchange/errors.js';

/** Everything after `--` is the user's own command. */
const argv = process.argv.slice(2);
const dashes = argv.indexOf('--');
const own = dashes < 0 ? argv : argv.slice(0, dashes);
const command = dashes < 0 ? [] : argv.slice(dashes + 1);

// Each command is loaded when it is called: they have little in common, and a list need not know how to proxy.

/** The one place that ends the process: 0, 1 (failed), 2 (wrong usage), or the status of a traced command. */
async function end(run: () => Promise<number>, failed = 1): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!(error instanceof RequestshookError)) throw error;
    process.stderr.write(`requestshook: ${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : failed;
  }
}

const parser = yargs(own)
  .scriptName('requestshook')
  // Whatever the user's language: one half of the texts would be in it, the other in English.
  .locale('en')
  .usage(
    '$0 COMMAND [options]\n\nTraces the HTTP calls of an OpenStack cloud: who called whom, with what, and what came back.',
  )
  .command(
    'proxy',
    'Run the proxy until a signal',
    (y) => y.options(PROXY_OPTIONS),
    (flags) => end(async () => (await import('./commands/proxy.js')).proxyCommand(flags)),
  )
  .command(
    'run',
    'Trace one command: everything it calls, then a summary. requestshook run -- openstack image list',
    (y) =>
      y.options({ ...SETTINGS_OPTIONS, ...RUN_PAGE_OPTIONS }).option('name', {
        describe: 'Name of the command in the trace',
        type: 'string',
        requiresArg: true,
        defaultDescription: "the command's own",
      }),
    (flags) => end(async () => (await import('./commands/run.js')).runCommand(flags, command)),
  )
  .command(
    'demo',
    'An embedded Keystone and Glance behind the proxy, and a sequence of calls traced',
    (y) =>
      y.options(SETTINGS_OPTIONS).option('once', {
        describe: 'End after the sequence, or after the command behind --',
        type: 'boolean',
      }),
    (flags) => end(async () => (await import('./commands/demo.js')).demoCommand(flags, command)),
  )
  .command(
    'wrap',
    "Point a running cloud's endpoints at the proxy, until a signal: what its services call is traced too",
    (y) => y.options(WRAP_OPTIONS),
    (flags) => end(async () => (await import('./commands/wrap.js')).wrapCommand(flags)),
  )
  .command(
    'unwrap',
    'Put the endpoints back after a wrap that could not',
    (y) => y.options(UNWRAP_OPTIONS),
    (flags) => end(async () => (await import('./commands/unwrap.js')).unwrapCommand(flags)),
  )
  .command(
    'list [LOG]',
    'The calls of a trace: who called whom, with what outcome, how long it took',
    (y) => y.positional('LOG', LOG_ARGUMENT).options(LIST_OPTIONS),
    (flags) => end(async () => (await import('./commands/list.js')).listCommand(flags)),
  )
  .command(
    'show <EXCHANGE> [LOG]',
    'One exchange of a trace whole: headers, bodies, times',
    (y) =>
      y
        .positional('EXCHANGE', { describe: 'Its number in the list, or its id', type: 'string' })
        .positional('LOG', LOG_ARGUMENT)
        .options(SHOW_OPTIONS),
    (flags) => end(async () => (await import('./commands/show.js')).showCommand(flags)),
  )
  .command(
    'diagram [LOG]',
    'A trace as a sequence diagram',
    (y) => y.positional('LOG', LOG_ARGUMENT).options(DIAGRAM_OPTIONS),
    (flags) => end(async () => (await import('./commands/diagram.js')).diagramCommand(flags)),
  )
  .command(
    'page <LOG>',
    'The page of a traced command for MkDocs: diagram, requests and responses, output',
    (y) => y.positional('LOG', LOG_ARGUMENT).options(PAGE_OPTIONS),
    (flags) => end(async () => (await import('./commands/page.js')).pageCommand(flags)),
  )
  .command(
    'export <FORMAT> [LOG]',
    'A trace for other programs: har, curl or ndjson',
    (y) => y.positional('FORMAT', FORMAT_ARGUMENT).positional('LOG', LOG_ARGUMENT).options(EXPORT_OPTIONS),
    (flags) => end(async () => (await import('./commands/export.js')).exportCommand(flags, VERSION)),
  )
  .command(
    'diff <A> <B>',
    'What changed between two traces of the same command; the exit status is 1 where something did',
    (y) => y.positional('A', DIFF_ARGUMENT).positional('B', DIFF_ARGUMENT).options(DIFF_OPTIONS),
    (flags) => end(async () => (await import('./commands/diff.js')).diffCommand(flags), DIFF_FAILED),
  )
  .command(
    'ui [LOG]',
    'The live page on a trace: the sequence, a timeline, every header and byte',
    (y) => y.positional('LOG', LOG_ARGUMENT).options(UI_OPTIONS),
    (flags) => end(async () => (await import('./commands/ui.js')).uiCommand(flags)),
  )
  .demandCommand(
    1,
    'Say what to do: proxy, run, demo, wrap, unwrap, list, show, diagram, page, export, diff or ui. requestshook --help tells more.',
  )
  .strict()
  .version(VERSION)
  .help()
  .alias('help', 'h')
  .wrap(Math.min(110, process.stdout.columns ?? 100))
  .epilogue(
    'What proxy, run, demo and wrap have in common can stand in the config file, and in the environment as REQUESTSHOOK_*.',
  )
  .fail((message, error) => {
    // Most of what yargs complains of comes as a message, some as an error of its own.
    if (error && error.name !== 'YError') throw error;
    process.stderr.write(`requestshook: ${(message ?? error.message).replace(/\s*\n\s*/g, ' ').trim()}\n`);
    process.exit(2);
  });

// Whoever reads the output may stop reading: `requestshook ... | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

await parser.parseAsync();
