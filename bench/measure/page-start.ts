/** ms until somebody who opens the live page has its files and all calls so far, and the bytes of these. */
export async function pageStart(url: string): Promise<{ readonly ms: number; readonly bytes: number }> {
  const began = performance.now();
  const page = await (await fetch(url)).text();
  const files = [...page.matchAll(/(?:src|href)="\.?\/?([\w.-]+\.(?:js|css))"/g)].map(
    ([, name]) => name as string,
  );
  await Promise.all(files.map(async (name) => (await fetch(new URL(name, url))).arrayBuffer()));
  const calls = await (await fetch(new URL('/api/calls', url))).arrayBuffer();
  return { ms: performance.now() - began, bytes: calls.byteLength };
}
