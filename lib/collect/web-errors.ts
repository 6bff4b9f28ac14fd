import type { Immutable } from '../engine/immutable'
import { type CanaryHost, webCanary } from '../evidence/web-canary'
import { type ErrorHost, webErrors } from '../evidence/web-errors'
import type { HttpProber } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { readErrorAnswer } from './shared/error-answer'
import { fetchTwice } from './shared/second-look'

type Looking = { http: HttpProber; softDeadline: AbortSignal }

async function lookAt(host: Immutable<CanaryHost>, { http, softDeadline }: Looking): Promise<ErrorHost> {
  const { answers, roles, ...facts } = host
  const read = answers.map(async ({ path, shape, outcome }) => {
    const asked = { method: 'GET' as const, path, shape }
    if (outcome === 'not-looked') return readErrorAnswer(asked, null)
    // The run has these answers already: asking again costs no request.
    const work = fetchTwice(http, { url: `${host.origin}${path}` }).then((exchange) => readErrorAnswer(asked, exchange))
    return (await byDeadline(softDeadline, work, null)) ?? readErrorAnswer(asked, null)
  })
  return { ...facts, roles: [...roles], answers: await Promise.all(read) }
}

export default defineCollector(webErrors, {
  needs: { canary: webCanary },
  lane: 'local',
  timeoutMs: 30_000,
  async collect({ canary }, { net, softDeadline }) {
    const looking = { http: net.http, softDeadline }
    return { hosts: await Promise.all(canary.hosts.map((host) => lookAt(host, looking))) }
  },
})
