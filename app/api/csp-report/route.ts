import { sourceKey } from '@/lib/auth/source'
import { takePermit } from '@/lib/db/rate-limit'
import { readText } from '@/lib/http/read-body'
import { logger } from '@/lib/log'

const MOST_BYTES = 16 * 1024
const MOST_LOGGED = 2000
/** Addresses that let somebody in are not written down. */
const SECRET_PATH = /\/(s|invite|share)\/[A-Za-z0-9_-]{20,100}/g

/** Browsers tell us here what the content policy stopped. Nobody is identified and nothing is stored. */
export async function POST(request: Request): Promise<Response> {
  const answer = new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  try {
    const text = await readText(request, MOST_BYTES)
    const wait = await takePermit({ limit: 'csp-report', key: sourceKey(request.headers) })
    if (wait === 0)
      logger('csp').warn(
        { report: text.slice(0, MOST_LOGGED).replace(SECRET_PATH, '/$1/****') },
        'the content policy stopped something',
      )
  } catch (error) {
    logger('csp').debug({ err: String(error) }, 'a report could not be read')
  }
  return answer
}
