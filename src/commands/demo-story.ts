import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Settings } from '../config/settings.js';
import { tracePlace } from '../config/trace-files.js';
import type { Cloud } from '../openstack/cloud/cloud.js';
import type { CallSummary, SummaryStream } from './summary.js';

export interface StoryFacts {
  /** The proxy's. */
  readonly url: string;
  readonly cloud: Cloud;
  readonly settings: Settings;
}

/** What the demo tells, in the terminal. */
export class DemoStory {
  readonly #out: SummaryStream;
  readonly #facts: StoryFacts;

  constructor(out: SummaryStream, facts: StoryFacts) {
    this.#out = out;
    this.#facts = facts;
  }

  /** What a client needs to call the demo's cloud through the proxy. */
  get environment(): Record<string, string> {
    return {
      OS_AUTH_URL: `${this.#facts.url}/identity`,
      OS_USERNAME: 'admin',
      OS_PASSWORD: this.#facts.cloud.password,
      OS_PROJECT_NAME: 'admin',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
      OS_IDENTITY_API_VERSION: '3',
      OS_IMAGE_API_VERSION: '2',
      OS_REGION_NAME: 'RegionOne',
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    };
  }

  begin(): void {
    const { url, cloud, settings } = this.#facts;
    const routes = settings.services.map(
      ({ mount, name, url: at }) => `  ${url}${mount} -> ${name} at ${at}\n`,
    );
    this.#out.write(
      `An embedded Keystone and Glance are up, requestshook stands in front of them:\n${routes.join('')}\n` +
        `What the client sends for\n  openstack image remove project ${cloud.image} ${cloud.projects.demo}\nis played against it. The trace:\n\n`,
    );
  }

  /** Shows the trace: the diagram with its numbers, and the table of calls. */
  showTrace(summary: CallSummary): void {
    const { settings } = this.#facts;
    const diagram = readFileSync(join(settings.dir, 'diagram.md'), 'utf8').trimEnd().split('\n');
    const lines = diagram.slice(-2 * summary.size);
    const first = diagram.length - lines.length;
    lines.forEach((line, i) => {
      this.#out.write(`${String(first + i + 1).padStart(4)}  ${line}\n`);
    });
    summary.print(this.#out, { lost: 0, strays: [], ...tracePlace(settings) });
    const files = [
      [settings.log, 'every request and response, whole'],
      [join(settings.dir, 'diagram.md'), 'the sequence, for Mermaid'],
      [join(settings.dir, 'variables.md'), 'the values behind the names in it'],
      [join(settings.dir, 'body.md'), 'the same messages as a document'],
      [join(settings.dir, 'journal.ndjson'), 'all of it with times, for programs'],
    ] as const;
    const shown = files.map(([path, what]) => [shortest(path), what] as const);
    const width = Math.max(...shown.map(([path]) => path.length));
    this.#out.write(
      `\nWritten:\n${shown.map(([path, what]) => `  ${path.padEnd(width)}  ${what}\n`).join('')}`,
    );
  }

  /** What to try next, while it stays up. */
  invite(page: string | null): void {
    const { environment } = this;
    const exports = Object.entries(environment)
      .filter(([name]) => name.startsWith('OS_'))
      .map(([name, value]) => `  export ${name}=${value}\n`);
    if (page !== null) this.#out.write(`\nThe same on a page, and what comes as it comes:\n  ${page}\n`);
    this.#out.write(
      `\nIt stays up for calls of your own (Ctrl-C ends it). In another terminal:\n${exports.join('')}  openstack image list\nor\n` +
        `  curl -i ${environment.OS_AUTH_URL}/v3\n`,
    );
  }
}

function shortest(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') ? path : below;
}
