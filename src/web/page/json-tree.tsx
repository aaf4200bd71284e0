import { useState } from 'preact/hooks';
import { countNodes, type JsonNode } from './json-nodes.js';

/** Values that are shown unfolded from the start. */
const SMALL = 120;
/** Members of one value that are drawn at a time. */
const PAGE = 100;

/** JSON as a tree whose branches fold. */
export function JsonTree({ node }: { readonly node: JsonNode }) {
  const deep = countNodes(node, SMALL) < SMALL ? 99 : 2;
  return (
    <div class="json">
      <Branch node={node} name={null} open={deep} isLast />
    </div>
  );
}

interface BranchProps {
  readonly node: JsonNode;
  readonly name: string | null;
  /** Levels that are unfolded from here. */
  readonly open: number;
  readonly isLast: boolean;
}

function Branch({ node, name, open, isLast }: BranchProps) {
  const isObject = node.kind === 'object';
  const entries =
    node.kind === 'object'
      ? node.members.map(({ key, value }) => [key, value] as const)
      : node.kind === 'array'
        ? node.items.map((value) => [null, value] as const)
        : null;
  const [unfolded, setUnfolded] = useState(open > 0);
  const [shown, setShown] = useState(PAGE);
  const end = isLast ? '' : ',';
  const key = name === null ? null : <span class="key">{JSON.stringify(name)}: </span>;
  if (entries === null || entries.length === 0) {
    return (
      <div class="leaf">
        {key}
        <Leaf node={node} />
        {end}
      </div>
    );
  }
  const [left, right] = isObject ? ['{', '}'] : ['[', ']'];
  const size = `${entries.length} ${isObject ? (entries.length === 1 ? 'key' : 'keys') : entries.length === 1 ? 'item' : 'items'}`;
  return (
    <div class="branch">
      <button
        type="button"
        class="fold"
        aria-expanded={unfolded}
        aria-label={`${name ?? (isObject ? 'object' : 'list')}, ${size}`}
        onClick={() => setUnfolded(!unfolded)}
      />
      {key}
      {left}
      {!unfolded && (
        <span class="folded">
          {' '}
          {size} {right}
          {end}
        </span>
      )}
      {unfolded && (
        <>
          <div class="inner">
            {entries.slice(0, shown).map(([inner, value], i) => (
              <Branch key={i} node={value} name={inner} open={open - 1} isLast={i === entries.length - 1} />
            ))}
            {entries.length > shown && (
              <button type="button" class="link" onClick={() => setShown(shown + 10 * PAGE)}>
                {entries.length - shown} more
              </button>
            )}
          </div>
          {right}
          {end}
        </>
      )}
    </div>
  );
}

function Leaf({ node }: { readonly node: JsonNode }) {
  switch (node.kind) {
    case 'string':
      return <span class="string">{JSON.stringify(node.text)}</span>;
    case 'object':
      return <span>{'{}'}</span>;
    case 'array':
      return <span>[]</span>;
    default:
      return <span class={node.kind}>{node.text}</span>;
  }
}
