import type { Image } from './image.js';

/** The images of a Glance, in memory; what is in them is in files elsewhere. */
export class ImageStore {
  readonly #now: () => number;
  readonly #images = new Map<string, Image>();
  /** Glance never gives an id twice. */
  readonly #deleted = new Set<string>();
  #serial = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A number for the next image; images of the same second are ordered by it. */
  nextSerial(): number {
    return this.#serial++;
  }

  get(id: string): Image | undefined {
    return this.#images.get(id);
  }

  /** All of them, in no order that means anything. */
  all(): Image[] {
    return [...this.#images.values()];
  }

  /** Whether an image has, or had, that id. */
  isTaken(id: string): boolean {
    return this.#images.has(id) || this.#deleted.has(id);
  }

  add(image: Image): void {
    this.#images.set(image.attributes.id, image);
  }

  /** Replaces what `change` names in an image, and notes the time. The image must be there. */
  update(id: string, change: Partial<Image>): Image {
    const image = { ...(this.#images.get(id) as Image), ...change, updatedAt: this.#now() };
    this.#images.set(id, image);
    return image;
  }

  delete(id: string): void {
    this.#images.delete(id);
    this.#deleted.add(id);
  }
}
