import type { Exhibit, Finding, Impact } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project } from '../engine/subject'
import { type ErrorAnswer, type ErrorHost, webErrors } from '../evidence/web-errors'
import { type WebFaults, webFaults } from '../evidence/web-faults'
import { defineCheck } from './shared/define'
import { quietErrorsFix } from './shared/error-fixes'
import { type ErrorSign, errorSign } from './shared/error-signs'

type Answer = Immutable<ErrorAnswer>
type Found = { answer: Answer; sign: ErrorSign; excerpt: string; ref: string }

const CANARY = ['page', 'file', 'dot', 'api']
const PRINTS_SETTINGS = /^(?:django|werkzeug)-debug$/
const RANK = { debug: 0, internals: 1, version: 2 } as const

/** An ordinary page may well quote an error; only answers to requests for nothing count. */
function counts({ shape, status, outcome }: Answer): boolean {
  return outcome === 'answer' && status !== null && (CANARY.includes(shape) || status >= 400)
}

function foundIn(answers: readonly Answer[], ref: string): Found[] {
  return answers.flatMap((answer, index) =>
    counts(answer)
      ? answer.signs.flatMap(({ id, excerpt }): Found[] => {
          const sign = errorSign(id)
          return sign === undefined ? [] : [{ answer, sign, excerpt, ref: `${ref}/answers/${index}` }]
        })
      : [],
  )
}

function exhibitOf(origin: string, found: readonly Found[]): Exhibit {
  return {
    kind: 'table',
    title: 'What the answers give away',
    columns: ['Request', 'Status', 'Gives away', 'Words that show it'],
    rows: found
      .slice(0, 10)
      .map(({ answer, sign, excerpt }) => [
        `${answer.method} ${origin}${answer.path}`,
        String(answer.status),
        sign.what,
        excerpt,
      ]),
  }
}

function impactOf({ kind, id }: ErrorSign): Impact {
  if (PRINTS_SETTINGS.test(id)) return 'blocker'
  return kind === 'debug' ? 'high' : 'medium'
}

type Host = Immutable<ErrorHost>
type Faults = Immutable<WebFaults>['hosts']

function allFound(row: Host, index: number, faults: Faults): Found[] {
  const more = faults.findIndex(({ host }) => host === row.host)
  const found = [
    ...foundIn(row.answers, `web.errors#/hosts/${index}`),
    ...foundIn(faults[more]?.answers ?? [], `web.faults#/hosts/${more}`),
  ]
  return found.sort((left, right) => RANK[left.sign.kind] - RANK[right.sign.kind])
}

const NOT_SEEN = {
  unreachable: 'it gave no answer',
  'not-looked': 'we could not look',
  wall: 'bot protection refused our checker',
} as const

export default defineCheck({
  id: 'error-leak',
  version: 1,
  kind: 'automatic',
  title: 'Error pages keep the inside of your product to themselves',
  impact: 'blocker',
  why: 'Error pages that print code, queries or settings show an attacker where to push.',
  covers: { 'env-file-not-exposed': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  passiveToo: true,
  needs: { errors: webErrors, faults: outcomeOf(webFaults) },
  messages: {
    debug: 'Anyone who mistypes an address of {host} sees {what}',
    internals: 'An error on {host} shows strangers {what}',
    version: 'Error pages of {host} name {what}',
    clear: 'Errors of {host} give nothing away',
    redirects: '{host} sends every request elsewhere, errors included',
    unseen: 'We could not see an error page of {host}: {reason}',
    none: 'The project has no web host with an address',
  },
  sources: [
    {
      label: 'CWE-209: error messages with sensitive information',
      url: 'https://cwe.mitre.org/data/definitions/209.html',
    },
    {
      label: 'OWASP Web Security Testing Guide, error handling',
      url: 'https://owasp.org/www-project-web-security-testing-guide/',
    },
  ],
  judge({ errors, faults }, say) {
    if (errors.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const asked = faults.status === 'ok' ? faults.value.hosts : []
    return errors.hosts.map((row, index): Finding => {
      const { host, state, origin } = row
      const probed = asked.findIndex((one) => one.host === host)
      const looked = probed >= 0 && asked[probed]?.answers.every(({ outcome }) => outcome === 'answer')
      const refs = [`web.errors#/hosts/${index}`, ...(looked ? [`web.faults#/hosts/${probed}`] : [])]
      const at = { subject: hostSubject(host), refs }
      const found = allFound(row, index, asked)
      const [worst] = found
      if (worst !== undefined) {
        const { sign } = worst
        const grave = PRINTS_SETTINGS.test(sign.id)
        const seen = {
          ...at,
          refs: [...new Set([...found.map(({ ref }) => ref).slice(0, 6), ...refs])],
          exhibits: [exhibitOf(origin, found)],
          fix: quietErrorsFix({ host, tools: found.map(({ sign: { tool } }) => tool), grave }),
        }
        if (sign.kind === 'version') return say.warn('version', { host, what: sign.what }, { ...seen, impact: 'low' })
        const params = { host, what: sign.what }
        const impact = impactOf(sign)
        return sign.kind === 'debug'
          ? say.fail('debug', params, { ...seen, impact })
          : say.fail('internals', params, { ...seen, impact })
      }
      if (state === 'unreachable' || state === 'not-looked' || state === 'wall')
        return say.unknown('unseen', { host, reason: NOT_SEEN[state] }, at)
      const missing = row.answers.filter((answer) => answer.outcome !== 'answer')
      if (row.answers.length === 0 || missing.length > 0)
        return say.unknown('unseen', { host, reason: NOT_SEEN['not-looked'] }, at)
      return state === 'redirects' ? say.pass('redirects', { host }, at) : say.pass('clear', { host }, at)
    })
  },
})
