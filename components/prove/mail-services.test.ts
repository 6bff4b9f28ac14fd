import { expect, it } from 'vitest'
import { mailProviders } from '@/lib/checks/shared/mail/providers'
import { MAIL_SERVICES } from './mail-services'

it('every mail service the checks know can be chosen, under their id', () => {
  const byId = (left: { id: string }, right: { id: string }) => left.id.localeCompare(right.id, 'en')
  const known = mailProviders.map(({ id, name }) => ({ id, name }))
  expect([...MAIL_SERVICES].sort(byId)).toEqual(known.sort(byId))
})
