import { randomBytes } from 'node:crypto'
import { webCors } from '../evidence/web-cors'
import { webEntry } from '../evidence/web-entry'
import { askCors, corsSubjects } from './shared/cors'
import { defineCollector } from './shared/define'

export default defineCollector(webCors, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 25_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const stranger = `https://lr-${randomBytes(4).toString('hex')}.example`
    const questions = [
      { sender: 'nobody' as const, origin: null },
      { sender: 'stranger' as const, origin: stranger },
    ]
    const asking = { http: net.http, softDeadline }
    const subjects = corsSubjects(entry, target)
    return { urls: await Promise.all(subjects.map((one) => askCors(one, questions, asking))) }
  },
})
