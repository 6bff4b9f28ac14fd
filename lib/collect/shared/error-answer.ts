import { isHtml } from '../../checks/shared/exposure/body'
import { maskUrl } from '../../checks/shared/mask-web'
import type { ErrorAnswer } from '../../evidence/web-errors'
import type { Exchange } from '../../net/http-types'
import { exposedBody, headerValue, headerValues } from './answer'
import { parseErrorPage } from './parse/parser'

type Asked = Pick<ErrorAnswer, 'method' | 'path' | 'shape'>

function blank(asked: Asked, outcome: ErrorAnswer['outcome']): ErrorAnswer {
  return {
    ...asked,
    outcome,
    status: null,
    contentType: '',
    html: false,
    location: '',
    cacheControl: '',
    bytes: 0,
    textLength: 0,
    linksHome: false,
    shell: false,
    signs: [],
  }
}

/** An answer to a request for nothing that exists, as evidence; null where our time was up. */
export async function readErrorAnswer(asked: Asked, exchange: Exchange | null): Promise<ErrorAnswer> {
  if (exchange === null) return blank(asked, 'not-looked')
  if (!exchange.ok) return blank(asked, exchange.error.fault === 'ours' ? 'not-looked' : 'failed')
  const { response } = exchange
  const body = exposedBody(response)
  const html = isHtml(body)
  const location = URL.parse(headerValue(response, 'location'), exchange.url)?.href ?? ''
  const seen: ErrorAnswer = {
    ...blank(asked, response.blocked ? 'wall' : 'answer'),
    status: response.status,
    contentType: body.contentType,
    html,
    location: response.status >= 300 && response.status < 400 ? maskUrl(location).slice(0, 2048) : '',
    cacheControl: headerValues(response, 'cache-control').join(', ').slice(0, 500),
    bytes: response.body.decodedBytes,
  }
  if (response.blocked || response.body.text === null) return seen
  const facts = await parseErrorPage({ text: response.body.text, url: exchange.url, html })
  // A page that breaks the parser was not read, which is not the same as harmless.
  return facts === null ? { ...seen, outcome: 'not-looked' } : { ...seen, ...facts }
}
