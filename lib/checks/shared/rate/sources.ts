import type { Source } from '../../../engine/check'

export const RATE_SOURCES: readonly Source[] = [
  { label: 'RFC 6585 section 4 (429)', url: 'https://www.rfc-editor.org/rfc/rfc6585#section-4' },
  { label: 'RFC 9110 section 10.2.3 (Retry-After)', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3' },
  { label: 'RateLimit header fields', url: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/' },
  {
    label: 'OWASP API4:2023',
    url: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  },
]
