/** Languages in which diagrams and pages are written. */
export type Lang = 'en' | 'ko';

/** The words in a diagram that are not names, paths or statuses. */
export interface DiagramWords {
  /** Heading of the block in which a service authenticates itself. */
  ownToken(service: string): string;
  /** Heading of a block that stands for `count` times the same calls, numbered `first` to `last`. */
  repeated(count: number, first: number, last: number): string;
  /** Behind a call that was made because of request number `cause`. */
  because(cause: number): string;
}

/** The words of each language; `ownToken` in Korean is that of the captures. */
export const DIAGRAM_WORDS: Readonly<Record<Lang, DiagramWords>> = {
  en: {
    ownToken: (service) => `${service} gets its own token`,
    repeated: (count, first, last) => `${count} times (${first}-${last})`,
    because: (cause) => `(for ${cause})`,
  },
  ko: {
    ownToken: (service) => `${service} 인증 토큰 발급`,
    repeated: (count, first, last) => `${count}회 반복 (${first}-${last})`,
    because: (cause) => `(${cause}번 요청)`,
  },
};
