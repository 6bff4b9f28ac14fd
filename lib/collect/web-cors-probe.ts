import { randomBytes } from 'node:crypto'
import { Absent } from '../engine/collector'
import { webCorsProbe } from '../evidence/web-cors'
import { webEntry } from '../evidence/web-entry'
import { askCors, type CorsQuestion, corsSubjects } from './shared/cors'
import { defineCollector } from './shared/define'
import { isProven } from './shared/ports'

/** Origins that only a rule that compares carelessly lets in. */
function lookAlikes(host: string): CorsQuestion[] {
  const made = `lr-${randomBytes(4).toString('hex')}`
  return [
    { sender: 'null', origin: 'null', active: true },
    { sender: 'suffix', origin: `https://${host}.${made}.example`, active: true },
    { sender: 'prefix', origin: `https://${made}${host}`, active: true },
    { sender: 'plain', origin: `http://${host}`, active: true },
    { sender: 'preflight', origin: `https://${made}.example`, preflight: true, active: true },
  ]
}

export default defineCollector(webCorsProbe, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, ports, softDeadline }) {
    const hostOf = (url: string): string => URL.parse(url)?.hostname ?? ''
    const subjects = corsSubjects(entry, target).filter(({ url }) => isProven(ports, hostOf(url)))
    if (subjects.length === 0) throw new Absent('needs-permission')
    const asking = { http: net.http, softDeadline }
    return { urls: await Promise.all(subjects.map((one) => askCors(one, lookAlikes(hostOf(one.url)), asking))) }
  },
})
