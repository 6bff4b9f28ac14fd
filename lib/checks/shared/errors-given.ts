import type { ErrorAnswer, ErrorHost, WebErrors } from '../../evidence/web-errors'

/** A friendly error page for a path that does not exist, changed as told. For tests. */
export function errorAnswer(change: Partial<ErrorAnswer> = {}): ErrorAnswer {
  return {
    method: 'GET',
    path: '/lr-0123456789abcdef',
    shape: 'page',
    outcome: 'answer',
    status: 404,
    contentType: 'text/html',
    html: true,
    location: '',
    cacheControl: 'no-cache',
    bytes: 900,
    textLength: 120,
    linksHome: true,
    shell: false,
    signs: [],
    ...change,
  }
}

/** The evidence of one host with these answers. For tests. */
export function errorsOf(answers: ErrorAnswer[], change: Partial<ErrorHost> = {}): WebErrors {
  return {
    hosts: [
      { host: 'acme.io', roles: ['apex'], state: 'ok', reason: '', origin: 'https://acme.io', answers, ...change },
    ],
  }
}
