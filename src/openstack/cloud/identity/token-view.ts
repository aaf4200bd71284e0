import type { Published } from '../published.js';
import type { Json } from '../python-json.js';
import { catalogView } from './catalog.js';
import type { Directory } from './directory.js';
import type { Token } from './tokens.js';

/** The body that describes a token; unscoped tokens have no catalog. */
export function tokenView(token: Token, directory: Directory, published: Published, catalog: boolean): Json {
  const { user } = token;
  const scoped = token.scope.kind !== 'unscoped';
  return {
    token: {
      methods: token.methods,
      user: { domain: named(user.domain), id: user.id, name: user.name, password_expires_at: null },
      audit_ids: token.auditIds,
      expires_at: microseconds(token.expiresAt),
      issued_at: microseconds(token.issuedAt),
      ...scopeView(token),
      ...(scoped && catalog ? { catalog: catalogView(directory, published) } : {}),
    },
  };
}

function scopeView(token: Token): { readonly [name: string]: Json } {
  const roles = token.roles.map(named);
  switch (token.scope.kind) {
    case 'project': {
      const { project } = token.scope;
      return { project: { domain: named(project.domain), ...named(project) }, is_domain: false, roles };
    }
    case 'domain':
      return { domain: named(token.scope.domain), roles };
    case 'system':
      return { roles, system: { all: true } };
    case 'unscoped':
      return {};
  }
}

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });

/** `2023-01-02T11:25:22.000000Z` */
const microseconds = (time: number) => new Date(time).toISOString().replace('Z', '000Z');
