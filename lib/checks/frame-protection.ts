import { host as hostSubject } from '../engine/subject'
import { webHeads } from '../evidence/web-heads'
import { isBroadSource, parsePolicies } from './shared/csp'
import { defineCheck } from './shared/define'
import { type Head, headExhibit, headValues, isShown, sendHeaderFix, showsPages, unseenHead } from './shared/head-look'
import { perPlace } from './shared/per-place'

const PRIVATE = ['login', 'signup', 'password-reset', 'dashboard', 'checkout']
const NAMES = ['content-security-policy', 'x-frame-options']

/** Pages on which a click does something for a signed-in person. */
function matters(head: Head): boolean {
  return showsPages(head.roles) && (PRIVATE.includes(head.purpose) || head.roles.includes('app'))
}

/** Whether a source lets strangers in: everybody, or everybody of a scheme. */
function isOpen(source: string): boolean {
  return isBroadSource(source) || /^[a-z][a-z0-9+.-]*:$/i.test(source)
}

type Reading = { code: 'ok' | 'none' | 'open' | 'ignored' | 'conflict'; detail: string }

function readOptions(values: readonly string[]): Reading {
  const words = [...new Set(values.flatMap((value) => value.split(',')).map((value) => value.trim().toUpperCase()))]
  const [first = ''] = words.filter((word) => word !== '')
  if (first === '') return { code: 'none', detail: '' }
  if (words.length > 1) return { code: 'conflict', detail: words.join(', ') }
  if (first === 'DENY' || first === 'SAMEORIGIN') return { code: 'ok', detail: '' }
  return { code: 'ignored', detail: first.split(/\s/)[0] ?? '' }
}

function readHead(head: Head): Reading {
  const ancestors = parsePolicies(headValues(head, 'content-security-policy')).flatMap((policy) => {
    const sources = policy.get('frame-ancestors')
    return sources === undefined ? [] : [sources]
  })
  // Every policy is enforced, so one that keeps strangers out is enough; it overrides X-Frame-Options.
  if (ancestors.some((sources) => !sources.some(isOpen))) return { code: 'ok', detail: '' }
  if (ancestors.length > 0) return { code: 'open', detail: '' }
  return readOptions(headValues(head, 'x-frame-options'))
}

export default defineCheck({
  id: 'frame-protection',
  version: 2,
  kind: 'automatic',
  title: 'Strangers cannot show your pages inside theirs',
  impact: 'medium',
  why: 'A page hidden in a frame can trick signed-in people into clicking what they never see.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  when: ({ profile }) => profile.embeddable !== true || 'embedded',
  needs: { heads: webHeads },
  messages: {
    ok: 'Strangers cannot show {place} in a frame',
    none: 'Any site can show {place} in a hidden frame',
    open: 'The policy of {place} lets any site show it in a frame',
    ignored: 'Browsers ignore the frame rule of {place}: {detail} is not supported',
    conflict: 'Two frame rules of {place} contradict each other: {detail}',
    unseen: 'We could not see the headers of {url}: {reason}',
    embedded: 'Other sites are meant to show pages of this product, so no rule is expected',
    nothing: 'No page of the project is behind a login',
  },
  sources: [
    { label: 'CSP Level 3, frame-ancestors', url: 'https://www.w3.org/TR/CSP3/#directive-frame-ancestors' },
    { label: 'RFC 7034', url: 'https://www.rfc-editor.org/rfc/rfc7034' },
  ],
  judge({ heads }, say) {
    const pages = heads.pages.map((head, index) => ({ head, index }))
    const rows = pages.filter(({ head }) => matters(head))
    const shown = rows.filter(({ head }) => isShown(head))
    const unseen =
      rows.find(({ head }) => !isShown(head) && (head.outcome !== 'answer' || head.page)) ??
      // A page that did not answer may be the one that leads to the sign-in page.
      pages.find(({ head }) => showsPages(head.roles) && head.outcome !== 'answer')
    if (shown.length === 0 && unseen !== undefined) {
      const { head, index } = unseen
      const at = { subject: hostSubject(head.host), refs: [`web.heads#/pages/${index}`] }
      return say.unknown('unseen', { url: head.url, reason: unseenHead(head) }, at)
    }
    if (shown.length === 0) return say.notApplicable('nothing', {}, { subject: hostSubject(heads.site) })
    return perPlace(shown.map((row) => ({ ...row, ...readHead(row.head) }))).map(
      ({ head, code, detail, place, subject, refs }) => {
        const at = { subject, refs, exhibits: [headExhibit(head, NAMES)] }
        const fix = sendHeaderFix(head.host, 'Content-Security-Policy', "frame-ancestors 'self'", [
          'Where a policy is sent already, add frame-ancestors to it instead of sending a second one.',
        ])
        if (code === 'ok') return say.pass('ok', { place }, at)
        if (code === 'open') return say.warn('open', { place }, { ...at, fix })
        if (code === 'ignored') return say.warn('ignored', { place, detail }, { ...at, fix })
        if (code === 'conflict') return say.warn('conflict', { place, detail }, { ...at, fix })
        return say.warn('none', { place }, { ...at, fix })
      },
    )
  },
})
