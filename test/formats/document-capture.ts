import { readFileSync } from 'node:fs';
import type { DocumentMessage } from '../../src/formats/document.js';
import { sharedFile } from '../shared.js';

export const CAPTURES = [
  'image-add-project',
  'image-create',
  'image-list',
  'image-remove-project',
  'image-show',
];

/** A published file of a capture. */
export const captured = (name: string, file: string) =>
  readFileSync(sharedFile('captures', name, file), 'utf8');

/** The messages of a capture's log, as far as a diagram and a document need them. */
export function capturedMessages(name: string): DocumentMessage[] {
  const entries = captured(name, 'log.md')
    .split(/^(?=### \()/m)
    .slice(1);
  return entries.map((entry) => {
    const [heading = '', ...lines] = entry.split('\n');
    const [, from = '', arrow = '', service = '', subject = ''] =
      /^### \((.*?)\) (REQ >>>|RESP <<<) \((.*?)\) : (.*)$/.exec(heading) ?? [];
    const blank = lines.indexOf('');
    const headers = lines.slice(0, blank).flatMap((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
    const body = lines
      .slice(blank + 1)
      .join('\n')
      .trimEnd();
    const text = body === 'none' ? null : body;
    const shown = { from, service, headers, body: { text, json: text !== null && /^[[{]/.test(text) } };
    if (arrow === 'REQ >>>') {
      const [method = '', url = ''] = subject.split(' ');
      return { ...shown, kind: 'request', method, url };
    }
    const [, status = '', reason = '', method = '', url = ''] =
      /^(\d+) (.*) (\S+) (\S+)$/.exec(subject) ?? [];
    return { ...shown, kind: 'response', status: Number(status), reason, method, url };
  });
}
