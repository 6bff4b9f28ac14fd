import { z } from 'zod'

/** Addresses where many attempts in a row should be slowed down, in the order they are tried. */
export const RATE_SURFACES = ['login', 'password-reset', 'signup', 'public-api', 'webhook'] as const
export type RateSurface = (typeof RATE_SURFACES)[number]

export const RATE_TYPES = ['application/json', 'application/x-www-form-urlencoded'] as const

/** How many requests one surface gets, unless its owner says otherwise. */
export const RATE_REQUESTS = 30

export const EMAIL_PLACE = '{{email}}'
export const PASSWORD_PLACE = '{{password}}'

const PLACES = /\{\{[^}]*\}\}/g
const ACCOUNT_NAME = /mail|user|login|account|identifier|phone|mobile|tel/i
const SECRET_NAME = /pass|pwd|secret|pin|otp|code/i
const NAMES_SOMEBODY = /@|%40/i
const LONG_NUMBER = /\d(?:[\s().+-]*\d){6,}/

type Pair = readonly [name: string, value: string]

function leaves(name: string, value: unknown): Pair[] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(name, one))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leaves(key, one))
  return [[name, String(value)]]
}

/** Every name with its value; `undefined` where the text is not of the type. */
function pairsOf(type: string, body: string): Pair[] | undefined {
  if (type === 'application/json') {
    try {
      const value: unknown = JSON.parse(body)
      return typeof value === 'object' && value !== null ? leaves('', value) : undefined
    } catch {
      return undefined
    }
  }
  return /^[^=&\s]+=[^&\s]*(?:&[^=&\s]+=[^&\s]*)*$/.test(body) ? [...new URLSearchParams(body)] : undefined
}

type Template = { surface: RateSurface; contentType?: string | undefined; body?: string | undefined }

/**
 * Why a body must not be sent many times, as a sentence; `undefined` where nothing in it belongs to anybody. Whoever is
 * named stands as a placeholder, so that no account is locked and no message arrives anywhere.
 */
export function bodyProblem({ surface, contentType = 'application/json', body = '' }: Template): string | undefined {
  if (surface === 'public-api') return body === '' ? undefined : 'The public API is only read: leave the body empty'
  if (body === '') return surface === 'webhook' ? undefined : 'Say what is sent, such as {"email":"{{email}}"}'
  const unknown = (body.match(PLACES) ?? []).find((place) => place !== EMAIL_PLACE && place !== PASSWORD_PLACE)
  if (unknown !== undefined) return `There are two placeholders, ${EMAIL_PLACE} and ${PASSWORD_PLACE}`
  const pairs = pairsOf(contentType, body)
  if (pairs === undefined)
    return contentType === 'application/json' ? 'This is no JSON' : 'Write it as name=value&other=value'
  const fixed = body.replaceAll(PLACES, '')
  if (NAMES_SOMEBODY.test(fixed)) return `Name nobody: put ${EMAIL_PLACE} where an email address belongs`
  if (LONG_NUMBER.test(fixed)) return 'Leave out long numbers: one may be a telephone or a card'
  for (const [name, value] of pairs) {
    if (SECRET_NAME.test(name) && value !== '' && value !== PASSWORD_PLACE)
      return `Put ${PASSWORD_PLACE} as the value of ${name}`
    if (!SECRET_NAME.test(name) && ACCOUNT_NAME.test(name) && value !== '' && value !== EMAIL_PLACE)
      return `Put ${EMAIL_PLACE} as the value of ${name}`
  }
  const needs = surface === 'webhook' ? [] : surface === 'login' ? [EMAIL_PLACE, PASSWORD_PLACE] : [EMAIL_PLACE]
  const missing = needs.find((place) => !body.includes(place))
  return missing === undefined ? undefined : `Put ${missing} where it belongs`
}

const template = z
  .strictObject({
    surface: z.enum(RATE_SURFACES),
    /** Where the request goes, where that is another address than the page. */
    url: z.string().trim().max(2048).optional(),
    contentType: z.enum(RATE_TYPES).optional(),
    body: z.string().trim().max(2048, 'Keep it under 2,048 characters').optional(),
    requests: z.int('Type a whole number').min(5, 'At least 5').max(60, 'At most 60').optional(),
  })
  .superRefine((given, context) => {
    const problem = given.body === undefined ? undefined : bodyProblem(given)
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['body'], message: problem })
  })

/** What the owner of a project says of the requests that may be repeated; a surface that is not named is found out. */
export const RateTemplates = z
  .strictObject({ templates: z.array(template).max(RATE_SURFACES.length) })
  .refine(({ templates }) => new Set(templates.map(({ surface }) => surface)).size === templates.length, {
    path: ['templates'],
    message: 'Name each of them once',
  })
export type RateTemplates = z.output<typeof RateTemplates>
export type RateTemplate = RateTemplates['templates'][number]
