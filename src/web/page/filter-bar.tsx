import type { RefObject } from 'preact';
import type { Calls } from './calls.js';
import type { Finding } from './find.js';
import { isFiltered, type View, withoutFilters } from './view.js';

interface Props {
  readonly calls: Calls;
  readonly view: View;
  readonly finding: Finding | null;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onView: (change: Partial<View>) => void;
}

const STATUSES: readonly (readonly [value: string, label: string])[] = [
  ['failed', 'failed'],
  ['slow', 'slow'],
  ['open', 'open'],
  ['2xx', '2xx'],
  ['3xx', '3xx'],
  ['4xx', '4xx'],
  ['5xx', '5xx'],
];

/** Chooses calls: by a text in anything recorded, and by who, whom, how and with what outcome. */
export function FilterBar({ calls, view, finding, box, onView }: Props) {
  const { methods } = calls;
  const found =
    finding === null ? '' : finding.done ? `${finding.found.size.toLocaleString('en')} found` : 'looking …';
  return (
    <search class="filters">
      <label class="find">
        <span class="unseen">Find in everything recorded</span>
        <input
          ref={box}
          type="search"
          placeholder="Find in everything recorded   /"
          value={view.text}
          maxLength={400}
          onInput={({ currentTarget }) => onView({ text: currentTarget.value })}
        />
        <span class="found" role="status">
          {view.text === '' ? '' : found}
        </span>
      </label>
      <Choice
        label="caller"
        value={view.from}
        options={usedNames(calls, 'from')}
        onChange={(from) => onView({ from })}
      />
      <Choice
        label="service"
        value={view.service}
        options={usedNames(calls, 'service')}
        onChange={(service) => onView({ service })}
      />
      <Choice
        label="method"
        value={view.method}
        options={methods.all.map((name) => [name, name])}
        onChange={(method) => onView({ method })}
      />
      <Choice
        label="status"
        value={view.status}
        options={STATUSES}
        onChange={(status) => onView({ status })}
      />
      <label>
        <span class="unseen">Path</span>
        <input
          type="search"
          class="path-filter"
          placeholder="path"
          value={view.path}
          onInput={({ currentTarget }) => onView({ path: currentTarget.value })}
        />
      </label>
      {view.token > 0 && (
        <button
          type="button"
          class="chip"
          onClick={() => onView({ token: 0 })}
          title="Show calls with any token"
        >
          one token ×
        </button>
      )}
      {isFiltered(view) && (
        <button type="button" class="link" onClick={() => onView(withoutFilters(view))}>
          show all
        </button>
      )}
    </search>
  );
}

/** Names that are met as a caller, or as a service, with themselves as labels. */
function usedNames(calls: Calls, column: 'from' | 'service'): [string, string][] {
  const ids = column === 'from' ? calls.callers : calls.services;
  return [...ids].map((id) => [calls.names.word(id), calls.names.word(id)]);
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  // A view from the address may ask for what is not there, or for several.
  const known = value === '' || options.some(([option]) => option === value);
  return (
    <label>
      <span class="unseen">{label}</span>
      <select
        value={value}
        class={value === '' ? '' : 'chosen'}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">{label}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
