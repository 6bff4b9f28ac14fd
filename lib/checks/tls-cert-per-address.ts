import type { Exhibit, Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { dateWords, spanWords } from './shared/certificate-dates'
import { isUnjudged } from './shared/chain-verdict'
import { clockIsOff } from './shared/clock-skew'
import { defineCheck } from './shared/define'
import {
  certificateExhibit,
  keyWords,
  problemsOf,
  type Served,
  type ServedProblem,
  servedBy,
  unseenCertificate,
} from './shared/tls-look'

const DAY = 86_400_000

const WORDS: Readonly<Record<ServedProblem, string>> = {
  expired: 'expired',
  notYet: 'not valid yet',
  name: 'made for another name',
  chain: 'not trusted',
}

type Judged = { served: Served; problems: ServedProblem[] }

function overview(judged: readonly Judged[]): Exhibit {
  return {
    kind: 'table',
    title: 'Certificate per address and key type',
    columns: ['Address', 'Key', 'Ends', 'State'],
    rows: judged.map(({ served, problems }) => [
      served.address.address,
      keyWords(served.leaf),
      dateWords(served.leaf.notAfter),
      problems.map((problem) => WORDS[problem]).join(', ') || 'valid',
    ]),
  }
}

type Missed = { early: Served; days: number }

/** Where one address seems to have missed a renewal. Key types are renewed apart, so that like is compared with like. */
function missedRenewal(judged: readonly Judged[]): Missed | null {
  const served = judged.map((one) => one.served)
  const keyTypes = [...new Set(served.map(({ leaf }) => leaf.keyType))]
  const missed = keyTypes.flatMap((keyType) => furthestApart(served.filter(({ leaf }) => leaf.keyType === keyType)))
  return missed.sort((one, other) => other.days - one.days)[0] ?? null
}

/** The pair of certificates whose ends lie furthest apart, when that is more than half of a lifetime. */
function furthestApart(served: readonly Served[]): Missed[] {
  const byEnd = [...served].sort((one, other) => Date.parse(one.leaf.notAfter) - Date.parse(other.leaf.notAfter))
  const early = byEnd[0]
  const late = byEnd.at(-1)
  if (early === undefined || late === undefined || early.address.address === late.address.address) return []
  const days = (Date.parse(late.leaf.notAfter) - Date.parse(early.leaf.notAfter)) / DAY
  return days > Math.max(early.leaf.lifetimeDays, late.leaf.lifetimeDays) / 2 ? [{ early, days }] : []
}

function sameFix({ host, address, leaf }: Served): Fix {
  return {
    effort: 'S',
    steps: [
      `Install the current certificate of ${host} on the machine behind ${address.address}, also for ${keyWords(leaf)} keys, and reload its web server.`,
      'Or remove the record or the second certificate, when nothing should be served there any more.',
    ],
    snippet: {
      lang: 'sh',
      code: `openssl s_client -connect ${address.family === 6 ? `[${address.address}]` : address.address}:443 -servername ${host} </dev/null | openssl x509 -noout -subject -enddate`,
    },
  }
}

export default defineCheck({
  id: 'tls-cert-per-address',
  version: 3,
  kind: 'automatic',
  title: 'Every address and key type serves a valid certificate',
  impact: 'high',
  why: 'Some visitors, chosen by chance, get a warning page while it works for you.',
  covers: { 'tls-covers-all-hosts': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['tls-cert-expiry', 'tls-cert-name', 'tls-cert-chain', 'https-reachable'],
  needs: { tls: webTls, entry: outcomeOf(webEntry) },
  messages: {
    ok: '{host} serves a valid certificate at every address we could reach',
    some: 'Some visitors of {host} get a warning: at {address} the {key} certificate is {problem}',
    missed: '{address} missed a renewal of {host}: its certificate ends {span} before the others',
    same: 'All addresses of {host} serve the same certificate; its problem is shown elsewhere',
    clock: 'The clock of our checker seems wrong, so dates of {host} prove nothing',
    unjudged: 'We cannot judge the issuer of {host}: our list of roots may be too old',
    unseen: 'We could not compare the certificates of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [{ label: 'RFC 8305', url: 'https://www.rfc-editor.org/rfc/rfc8305' }],
  judge({ tls, entry }, say, { now }) {
    const clockOff = entry.status === 'ok' && clockIsOff(entry.value)
    return tls.hosts.map((row, index) => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const judged = servedBy(tls, index).map((served) => ({ served, problems: problemsOf(served, now) }))
      if (judged.length === 0) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
      const shown = { ...at, exhibits: [overview(judged)] }
      const isDated = judged.some(({ problems }) => problems.includes('expired') || problems.includes('notYet'))
      if (clockOff && isDated) return say.unknown('clock', { host }, shown)
      const bad = judged.filter(({ problems }) => problems.length > 0)
      const first = bad[0]
      if (first !== undefined) {
        if (bad.length === judged.length) return say.notApplicable('same', { host }, shown)
        const { served, problems } = first
        const exhibits = [overview(judged), certificateExhibit(served)]
        const problem = problems.map((name) => WORDS[name]).join(' and ')
        const params = { host, address: served.address.address, key: keyWords(served.leaf), problem }
        return say.fail('some', params, { ...shown, refs: [served.ref], exhibits, fix: sameFix(served) })
      }
      if (judged.some(({ served }) => isUnjudged(served, now))) return say.unknown('unjudged', { host }, shown)
      const missed = missedRenewal(judged)
      if (missed !== null) {
        const params = { host, address: missed.early.address.address, span: spanWords(missed.days) }
        return say.warn('missed', params, { ...shown, fix: sameFix(missed.early) })
      }
      return say.pass('ok', { host }, shown)
    })
  },
})
