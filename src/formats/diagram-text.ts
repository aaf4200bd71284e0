import { remembering } from '../exchange/remembering.js';

// What Mermaid 11's sequence diagrams do with text before and while they parse it
// (preprocess.ts, utils.ts encodeEntities, sequenceDiagram.jison):
// - `#` and `;` end a message, `#59;` is the character with that code, in names and in messages
// - `%%{...}%%` is a directive wherever it stands, `%%` a comment at the start of a token,
//   in older versions wherever it stands
// - `<br>` breaks the line, `$$x$$` is mathematics
// - the last `;` of `style...:...#...;` and `classDef...` is dropped (meant for flowcharts)
// - U+FB02 and U+00B6 mark the entities in its inner form

const entity = (character: string) => `#${character.codePointAt(0)};`;

/** What can't stand in one line, or turns the direction of what follows, readable: `%0A`, as in a URL. */
export function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) =>
    encodeURIComponent(character),
  );
}

/** Text that Mermaid takes as the words of one message, and shows as they are. */
export const messageText = remembering((text) => {
  const safe = oneLine(text)
    .replace(/[#;<>\\\ufb02\xb6]|\p{Cs}/gu, entity)
    // `%20` and `$` alone are common in paths, and harmless.
    .replace(/%{2,}|\${2,}|%(?=\{)/g, (run) => [...run].map(entity).join(''));
  return safe === text ? text : withoutStyle(safe);
});

const withoutStyle = (text: string) =>
  text.replace(/style/g, '#115;tyle').replace(/classDef/g, '#99;lassDef');

// At its start a name would be taken for these, whatever follows them that is no letter.
const KEYWORD =
  /^(?:acc(?:Descr|Title)|activate|actor|alt|and|as|autonumber|box|break|create|critical|deactivate|destroy|details|else|end|left|link|links|loop|note|off|opt|option|over|par|par_over|participant|properties|rect|right|sequenceDiagram|title)(?![A-Za-z0-9_])/i;

/**
 * A participant's name that Mermaid takes and shows as it is. Letters, digits, `_`, `.` and single
 * dashes stay; a dash before an x, as in nova-xvpvncproxy, would be an arrow.
 */
export const participantName = remembering((name) => {
  const safe = withoutStyle(
    (name === '' ? 'unknown' : oneLine(name))
      .replace(/[^\p{L}\p{N}_.-]|[\ufb02\xb6]/gu, entity)
      .replace(/^-|-$|-(?=[-x])/gi, entity),
  );
  return KEYWORD.test(safe) ? safe.replace(/^./, entity) : safe;
});
