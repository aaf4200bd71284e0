import { resolve } from 'node:path';
import { ConfigError } from '../exchange/errors.js';
import { readCertificate } from './certificates.js';
import type { Layer } from './layer.js';
import type { ReadFile } from './read-text.js';
import type { CertificateFiles } from './settings.js';
import type { KeyPath } from './yaml.js';

/** The settings that make a certificate, at the top or of one listener or service. */
type Pair = readonly ['tlsCert', 'tlsKey'] | readonly ['clientCert', 'clientKey'];

/** A file, and the source that names it. */
interface Named {
  readonly file: string;
  readonly layer: Layer;
  readonly at: KeyPath;
}

/**
 * The certificate at the top, or null; each of its settings from the strongest source that has it. It is tried, unless
 * `readFile` is null. Throws a ConfigError where one setting is without the other, or the files are not what they have to be.
 */
export function sharedCertificate(
  layers: readonly Layer[],
  pair: Pair,
  readFile: ReadFile | null,
): CertificateFiles | null {
  const [cert, key] = pair.map((name) => {
    const layer = layers.findLast(({ config }) => config[name] !== undefined);
    return layer && { file: layer.config[name] as string, layer, at: [name] };
  });
  return together(cert, key, pair, readFile);
}

/** The same of one listener or service, `at` in its source. */
export function ownCertificate(
  layer: Layer,
  at: KeyPath,
  config: { readonly [name in Pair[number]]?: string | undefined },
  pair: Pair,
  readFile: ReadFile | null,
): CertificateFiles | null {
  const [cert, key] = pair.map((name) => {
    const file = config[name];
    return file === undefined ? undefined : { file, layer, at: [...at, name] };
  });
  return together(cert, key, pair, readFile);
}

function together(
  cert: Named | undefined,
  key: Named | undefined,
  pair: Pair,
  readFile: ReadFile | null,
): CertificateFiles | null {
  const one = cert ?? key;
  if (one === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new ConfigError(
      `${placeOf(one)}: a certificate and its key go together: give ${pair[cert === undefined ? 0 : 1]} too`,
    );
  const files = { cert: pathOf(cert), key: pathOf(key) };
  if (readFile !== null) readCertificate(files, { cert: placeOf(cert), key: placeOf(key) }, readFile);
  return files;
}

const placeOf = ({ layer, at }: Named) => layer.place(at);
const pathOf = ({ layer, file }: Named) => resolve(layer.folder, file);
