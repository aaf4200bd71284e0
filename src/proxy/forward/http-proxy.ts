import './quiet-deprecations.js';
import httpProxy from 'http-proxy';

/** A pass of http-proxy: a named step that a request goes through. */
type Pass = { readonly name: string };

/**
 * http-proxy, without the step that lets a stranger smuggle a request: `deleteLength` replaces the
 * framing of a chunked DELETE or OPTIONS by `Content-Length: 0` and sends the body all the same, which
 * the service then reads as a second request (CVE-2026-29057, 15).
 */
export function createHttpProxy(): httpProxy {
  const proxy = httpProxy.createProxyServer();
  const passes = proxy as unknown as { webPasses: Pass[] };
  const kept = passes.webPasses.filter((pass) => pass.name !== 'deleteLength');
  if (kept.length === passes.webPasses.length) {
    throw new Error(
      'http-proxy has no step named deleteLength: check its version before forwarding anything',
    );
  }
  passes.webPasses = kept;
  return proxy;
}
