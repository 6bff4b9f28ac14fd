import { Absent } from '../engine/collector'
import { mailMessage, messageProofSchema } from '../evidence/mail-message'
import { defineCollector } from './shared/define'
import { MESSAGE_QUESTION } from './shared/pasted-message'

export default defineCollector(mailMessage, {
  needs: {},
  lane: 'local',
  timeoutMs: 5_000,
  asks: [MESSAGE_QUESTION],
  async collect(_needs, { ports }) {
    const given = ports.input(MESSAGE_QUESTION)
    if (given === undefined) throw new Absent('needs-input', MESSAGE_QUESTION)
    const proof = messageProofSchema.safeParse(given.value)
    // Kept by an older version whose form is no longer understood: the message has to be pasted again.
    if (!proof.success) throw new Absent('needs-input', MESSAGE_QUESTION)
    return { proof: proof.data, pastedAt: given.at, by: given.by.slice(0, 200) }
  },
})
