import type { Json } from './python-json.js';

/** What a refusal says beside its status and message. */
export interface RefusalOptions {
  /** Glance's second sentence, below the explanation. */
  readonly detail?: string;
  /** More header lines, flat: name, value, ... */
  readonly headers?: readonly string[];
  /** More members of Keystone's `error` object. */
  readonly members?: { readonly [name: string]: Json };
}

/** Thrown where a service says no; each service puts it into its own words and form. */
export class Refusal extends Error {
  readonly status: number;
  readonly detail: string;
  readonly headers: readonly string[];
  readonly members: { readonly [name: string]: Json };

  constructor(status: number, message: string, options: RefusalOptions = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.detail = options.detail ?? '';
    this.headers = options.headers ?? [];
    this.members = options.members ?? {};
  }
}
