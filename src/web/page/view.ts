/** What is shown of a trace, as it stands in the page's URL. */
export interface View {
  readonly show: 'sequence' | 'timeline';
  /** A text in anything recorded. */
  readonly text: string;
  readonly from: string;
  readonly service: string;
  readonly method: string;
  /** `2xx`, ..., `failed`, `slow`, `open`; or `404`. */
  readonly status: string;
  /** A part of path and query. */
  readonly path: string;
  /** Number of a token; 0: any. */
  readonly token: number;
  /** Calls up to this one were cleared away; 0: none. */
  readonly after: number;
  /** The call whose detail is open; 0: none. */
  readonly call: number;
}

export const WHOLE_VIEW: View = {
  show: 'sequence',
  text: '',
  from: '',
  service: '',
  method: '',
  status: '',
  path: '',
  token: 0,
  after: 0,
  call: 0,
};

type TextKey = 'text' | 'from' | 'service' | 'method' | 'status' | 'path';
const TEXTS: readonly TextKey[] = ['text', 'from', 'service', 'method', 'status', 'path'];
const COUNTS = ['token', 'after', 'call'] as const;

/** The view that a query says; what makes no sense is left out. */
export function readView(search: string): View {
  const query = new URLSearchParams(search);
  const view: Record<string, string | number> = { ...WHOLE_VIEW };
  if (query.get('show') === 'timeline') view.show = 'timeline';
  for (const key of TEXTS) view[key] = query.get(key) ?? '';
  for (const key of COUNTS) {
    const number = Number(query.get(key) ?? 0);
    if (Number.isSafeInteger(number) && number > 0) view[key] = number;
  }
  return view as unknown as View;
}

/** The query of a view: what differs from the whole one; `` for that. */
export function viewQuery(view: View): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(view)) {
    if (value !== WHOLE_VIEW[key as keyof View]) query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The keys of a view that choose calls. */
const FILTERS = ['text', 'from', 'service', 'method', 'status', 'path', 'token'] as const;

export const isFiltered = (view: View) => FILTERS.some((key) => view[key] !== WHOLE_VIEW[key]);

/** The view with all calls in sight again. */
export const withoutFilters = (view: View): View => ({
  ...view,
  ...Object.fromEntries(FILTERS.map((key) => [key, WHOLE_VIEW[key]])),
});
