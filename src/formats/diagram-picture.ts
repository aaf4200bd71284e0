/** The page in which a browser draws diagrams with Mermaid, and what it says when it has. */

// Whatever a page may do, this one may not: no network, no other file than the script.
const POLICY = "default-src 'none'; script-src file: 'unsafe-inline'; style-src 'unsafe-inline'";

/** What runs in the page. The answer is Base64, as the browser writes the page out as HTML. */
const SCRIPT = `
(async () => {
  const answer = {};
  try {
    mermaid.initialize({ startOnLoad: false, maxTextSize: 1e9 });
    answer.pictures = [];
    for (const [i, text] of JSON.parse(document.getElementById('diagrams').textContent).entries()) {
      const { svg } = await mermaid.render('diagram-' + (i + 1), text);
      const holder = document.createElement('div');
      holder.innerHTML = svg;
      const picture = holder.firstElementChild;
      const { width, height } = picture.viewBox.baseVal;
      picture.setAttribute('width', width);
      picture.setAttribute('height', height);
      picture.style.maxWidth = '';
      picture.style.backgroundColor = 'white';
      answer.pictures.push(new XMLSerializer().serializeToString(picture));
    }
  } catch (error) {
    answer.error = String(error && error.message || error);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  document.getElementById('answer').textContent = 'answer:' + btoa(binary) + ':';
})();
`;

/**
 * An HTML page that draws whole diagrams, one after the other.
 *
 * @param script URL of Mermaid's `mermaid.min.js`
 */
export function picturePage(diagrams: readonly string[], script: string): string {
  // Within a script element only `<` means anything, and JSON can do without it.
  const json = JSON.stringify(diagrams).replaceAll('<', '\\u003c');
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<script id="diagrams" type="application/json">${json}</script>
<script src="${script}"></script>
<pre id="answer"></pre>
<script>${SCRIPT}</script>
`;
}

/** What came of a page: an SVG document for each diagram, or why there is none. */
export type Pictures = { readonly pictures: readonly string[] } | { readonly error: string };

/** Reads the page as the browser has written it out. */
export function readPictures(html: string): Pictures {
  const answer = /answer:([A-Za-z0-9+/=]+):/.exec(html)?.[1];
  if (answer === undefined) return { error: 'it ended before the picture was drawn' };
  const { pictures, error } = JSON.parse(Buffer.from(answer, 'base64').toString('utf8')) as {
    pictures?: string[];
    error?: string;
  };
  if (error !== undefined || pictures === undefined) return { error: error ?? 'no picture' };
  return { pictures: pictures.map((svg) => `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`) };
}
