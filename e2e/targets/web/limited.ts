import { JSON_TYPE } from './content'
import type { Handler } from './types'

const WINDOW_MS = 10_000
const ALLOWED = 5

/** Refuses what is posted with 401, and from the sixth time within ten seconds with 429 and a word about when to come back. */
export function limited(handler: Handler): Handler {
  let recent: number[] = []
  return (request) => {
    if (request.method !== 'POST') return handler(request)
    const now = Date.now()
    recent = [...recent.filter((at) => now - at < WINDOW_MS), now]
    const headers: [string, string][] = [
      ['content-type', JSON_TYPE],
      ['cache-control', 'no-store'],
    ]
    if (recent.length <= ALLOWED) return { status: 401, headers, body: '{"error":"wrong email or password"}' }
    return { status: 429, headers: [...headers, ['retry-after', '10']], body: '{"error":"too many attempts"}' }
  }
}
