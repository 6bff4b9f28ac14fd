import { type GateTrouble, ShareGate } from '@/components/share/share-gate'
import { ShareNews, ShareShell, ShareTools } from '@/components/share/share-shell'
import { SharedView } from '@/components/share/shared-view'
import { readCookie } from '@/lib/auth/cookie'
import { countryOf } from '@/lib/auth/country'
import { sourceOf } from '@/lib/auth/source'
import { now } from '@/lib/config'
import { routes } from '@/lib/routes'
import { type Opened, openShared } from '@/lib/services/share/open-shared'
import { endedAnswer, htmlAnswer, tooOftenAnswer, troubleAnswer } from '../../answer'
import { statusOf, waitFor } from '../../limited'

type Place = { params: Promise<{ token: string[] }> }

/** Programs that look at a link before a person does: chats, mail scanners, crawlers. */
const LOOKING_AHEAD = /bot|crawl|spider|preview|slack|discord|facebook|whatsapp|telegram|skype|scanner|curl|wget/i
const TROUBLES: Readonly<Record<string, GateTrouble>> = { again: 'again', email: 'email', later: 'later' }

/** Whether somebody opens the page to read it, rather than a program that looks ahead. */
function isReading(request: Request): boolean {
  const { method, headers } = request
  if (method !== 'GET' || headers.has('purpose') || headers.has('sec-purpose')) return false
  const dest = headers.get('sec-fetch-dest')
  return dest === null ? !LOOKING_AHEAD.test(headers.get('user-agent') ?? '') : dest === 'document'
}

/** The one segment of the address; more than one is no token of ours. */
function tokenOf(segments: readonly string[]): string {
  return segments.length === 1 ? (segments[0] ?? '') : ''
}

function draw(opened: Exclude<Opened, { kind: 'gone' }>, { token, request }: { token: string; request: Request }) {
  if (opened.kind === 'locked') {
    const given = new URL(request.url).searchParams.get('try') ?? ''
    const trouble = Object.hasOwn(TROUBLES, given) ? TROUBLES[given] : undefined
    const { passcode, email } = opened
    return (
      <ShareShell>
        <ShareGate action={routes.unlockShared(token)} passcode={passcode} email={email} trouble={trouble} />
      </ShareShell>
    )
  }
  return (
    <ShareShell watch={{ state: routes.sharedState(token), revision: opened.revision }}>
      <ShareNews />
      <SharedView page={opened.page} now={now()} level={1} />
      <ShareTools pdf={routes.sharedPdf(token)} />
    </ShareShell>
  )
}

/** The page behind a share link: plain HTML, whole in one answer, readable without any script. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    const wait = await waitFor('share-page', request)
    if (wait > 0) return await tooOftenAnswer(wait)
    const token = tokenOf((await params).token)
    const { requestId, sourceNetwork } = sourceOf(request.headers)
    const opened = await openShared(token, {
      cookie: (name) => readCookie(request.headers.get('cookie'), name),
      counts: isReading(request),
      requestId,
      sourceNetwork,
      country: countryOf(request.headers),
    })
    if (opened.kind !== 'gone') return await htmlAnswer(draw(opened, { token, request }), { status: 200 })
    const guessed = await waitFor('share-unknown', request)
    return guessed > 0 ? await tooOftenAnswer(guessed) : await endedAnswer()
  } catch (error) {
    return troubleAnswer(statusOf(error))
  }
}
