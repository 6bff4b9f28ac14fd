import { KeyUrl } from '../../contracts/target'
import { type RateTemplate, RateTemplates } from '../../engine/rate-template'
import { hostsOf } from '../../engine/target'
import { invalidField } from '../../errors'
import type { Prepare } from './questions'

/** What is sent where must be of this project: a host that is named, or a name below its domain. */
function settled(template: RateTemplate, place: number, target: Parameters<typeof hostsOf>[0]): RateTemplate {
  if (template.url === undefined || template.url === '') {
    const { url: _, ...rest } = template
    return rest
  }
  const field = `value.templates.${place}.url`
  const parsed = KeyUrl.safeParse(template.url)
  if (!parsed.success) throw invalidField(field, parsed.error.issues[0]?.message ?? 'This is no address')
  const { hostname } = new URL(parsed.data)
  if (!hostsOf(target).includes(hostname) && !hostname.endsWith(`.${target.domain}`))
    throw invalidField(field, `${hostname} is not one of the hosts of this project`)
  return { ...template, url: parsed.data }
}

/** Keeps which requests may be repeated; nothing in them may belong to anybody. */
export const prepareRates: Prepare = async (given, { project }) => {
  const parsed = RateTemplates.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalidField(['value', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'This is not an answer')
  }
  // Written as plain JSON: what is not said is left out.
  return { templates: parsed.data.templates.map((one, place) => ({ ...settled(one, place, project.target) })) }
}
