import type { Lang } from './diagram-words.js';

/** The words of a page. `title` is a command without its arguments, as Markdown. */
export interface PageWords {
  intro(title: string): string;
  readonly reference: string;
  sequence(title: string): string;
  readonly steps: string;
  readonly authentication: string;
  readonly noAnswer: string;
  times(count: number): string;
  readonly noCalls: string;
  readonly headersTitle: string;
  readonly headers: string;
  readonly noOutput: string;
  status(exit: number): string;
}

/** The words of each language; those in Korean are the captures'. */
export const PAGE_WORDS: Readonly<Record<Lang, PageWords>> = {
  en: {
    intro: (title) =>
      `What \`${title}\` does: the API calls that it makes as a sequence diagram, and each \`Request\` and \`Response\`.`,
    reference: 'CLI reference',
    sequence: (title) => `The API calls of \`${title}\`, in their order:`,
    steps: 'In short:',
    authentication: 'gets a token and the service catalog',
    noAnswer: 'no answer',
    times: (count) => `${count} times`,
    noCalls: 'It made no call that went through the proxy.',
    headersTitle: 'The X-Requestshook-Request-* headers',
    headers:
      'The `Header` parts hold `X-Requestshook-Request-Id` and `X-Requestshook-Request-From`. `requestshook` added them to follow the API sequence; they are not part of what OpenStack provides.',
    noOutput: 'No output',
    status: (exit) => `Exit status ${exit}`,
  },
  ko: {
    intro: (title) =>
      `\`${title}\` 커맨드의 실행 과정을 API 시퀀스 다이어그램으로 도출하고 \`Request\`, \`Response\`를 분석해본다.`,
    reference: 'CLI 참조',
    sequence: (title) => `\`${title}\` 커맨드의 실행 과정은 아래의 시퀀스 다이어그램으로 표현할 수 있다.`,
    steps: '각 과정에 대한 간략한 설명은 다음과 같다.',
    authentication: '사용자 인증 토큰 발급 및 서비스 카탈로그 수신',
    noAnswer: '응답 없음',
    times: (count) => `${count}회`,
    noCalls: '프록시를 거친 API 요청이 없다.',
    headersTitle: 'X-Requestshook-Request-* 헤더',
    headers:
      '`Header` 에 포함된 `X-Requestshook-Request-Id`, `X-Requestshook-Request-From` 항목은 API Sequence 추적을 위해 `requestshook`에서 추가한 항목이며, 오픈스택에서 제공하는 정보가 아니라는 점을 주의한다.',
    noOutput: '출력 결과 없음',
    status: (exit) => `종료 코드 ${exit}`,
  },
};
