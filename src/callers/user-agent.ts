import { callerName } from './name.js';

/**
 * The caller's name by its User-Agent alone: the first word without its version, as the original did.
 * `curl/7.88` is `curl`, `python-swiftclient-4.1.0` is `python-swiftclient`, `- keystoneauth1/5.0.0` (a
 * program without a name) is `keystoneauth1`; null: there is no word.
 */
export function userAgentName(userAgent: string | undefined): string | null {
  for (const word of userAgent?.split(/\s+/) ?? []) {
    const product = word.replace(/\/.*$/, '').replace(/-v?\d[\w.]*$/, '');
    if (/[A-Za-z0-9]/.test(product)) return callerName(product);
  }
  return null;
}
