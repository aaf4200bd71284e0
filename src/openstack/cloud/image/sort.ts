import { badRequest } from './errors.js';
import { type Image, imageView } from './image.js';

const KEYS = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'];

/** An attribute to sort by; 1: the smallest first. */
interface Order {
  readonly key: string;
  readonly direction: 1 | -1;
}

/** Images in the order that a query asks for (`sort=name:asc,size`, or the older `sort_key` and `sort_dir`); the newest first where it does not. Throws a 400. */
export function sortImages(images: readonly Image[], query: URLSearchParams): Image[] {
  const orders = readOrders(query);
  const keyed = images.map((image) => ({ image, view: imageView(image) }));
  keyed.sort((a, b) => {
    for (const { key, direction } of orders) {
      const difference = compare(a.view[key], b.view[key]);
      if (difference !== 0) return difference * direction;
    }
    return b.image.serial - a.image.serial;
  });
  return keyed.map(({ image }) => image);
}

function readOrders(query: URLSearchParams): Order[] {
  const sort = query.get('sort');
  const keys = query.getAll('sort_key');
  const directions = query.getAll('sort_dir');
  if (sort !== null) {
    if (keys.length + directions.length > 0)
      throw badRequest('Old and new sorting syntax cannot be combined');
    return sort.split(',').map((part) => {
      const [key = '', direction = 'desc'] = part.split(':');
      return readOrder(key, direction);
    });
  }
  if (keys.length === 0) return [readOrder('created_at', directions[0] ?? 'desc')];
  return keys.map((key, i) => readOrder(key, directions[i] ?? directions[0] ?? 'desc'));
}

function readOrder(key: string, direction: string): Order {
  if (!KEYS.includes(key))
    throw badRequest(`Invalid sort key: ${key}. It must be one of the following: ${KEYS.join(', ')}.`);
  if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Invalid sort direction: ${direction}`);
  return { key, direction: direction === 'asc' ? 1 : -1 };
}

/** Null is the smallest, as in a database. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}
