import { cookies } from 'next/headers'
import { cache } from 'react'
import type { PersonActor } from './actor'
import { actorFromCookie } from './actor-from-session'
import { sessionCookieName } from './cookie'

/** The signed-in person of the page that is being rendered, or `undefined`. Looked up once per request. */
export const getActor = cache(async (): Promise<PersonActor | undefined> => {
  const jar = await cookies()
  return actorFromCookie(jar.get(sessionCookieName())?.value)
})
