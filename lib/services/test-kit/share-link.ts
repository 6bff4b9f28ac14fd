import type { Context } from '../../auth/actor'
import { createLink } from '../share/change-link'

/** A live link of a project, for tests. Answers its id. */
export async function anyLink(context: Context, projectId: string): Promise<string> {
  const { id } = await createLink(context, projectId, {
    name: 'Client weekly',
    kind: 'live',
    sections: ['verdict'],
    detail: 'none',
    brand: 'workspace',
    contact: true,
    passcode: null,
    emailRequired: false,
    notify: false,
    days: 30,
  })
  return id
}
