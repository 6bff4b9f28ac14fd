import { z } from 'zod'
import { contract } from './contract'
import { Id, line, Moment } from './primitives'
import { ShareBrand, ShareDetail, ShareDocument, ShareSection } from './share-document'
import { SHARE_DAYS } from './share-parts'

export const ShareKind = z.enum(['live', 'frozen'])
export type ShareKind = z.infer<typeof ShareKind>
export const ShareBrandOf = z.enum(['workspace', 'client'])
export type ShareBrandOf = z.infer<typeof ShareBrandOf>

/** Taken exactly as typed: a blank at its end belongs to it. */
export const Passcode = z
  .string()
  .min(4, 'Use at least 4 characters')
  .max(64, 'Keep this under 64 characters')
  .refine((typed) => typed.isWellFormed() && !typed.includes('\0'), 'This contains a character that cannot be used')

const Sections = z
  .array(ShareSection)
  .min(1, 'Choose at least one part')
  .max(20)
  .transform((chosen) => [...new Set(chosen)])
const Days = z.number().int().min(1, 'At least one day').max(SHARE_DAYS.most, `At most ${SHARE_DAYS.most} days`)

export const ShareLinkDto = z.object({
  id: Id,
  name: z.string(),
  kind: ShareKind,
  frozenAt: Moment.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
  sections: z.array(ShareSection),
  detail: ShareDetail,
  brand: ShareBrandOf,
  contact: z.boolean(),
  /** Whether one is asked for; it can not be read back. */
  passcode: z.boolean(),
  emailRequired: z.boolean(),
  notify: z.boolean(),
  createdBy: z.string(),
  createdAt: Moment,
  expiresAt: Moment,
  revokedAt: Moment.nullable(),
  views: z.number().int(),
  viewedAt: Moment.nullable(),
  /** The address; null for a link that has ended, and for somebody who may not manage links. */
  url: z.string().nullable(),
})
export type ShareLinkDto = z.infer<typeof ShareLinkDto>

/** Active links first, the newest first. */
export const listShareLinks = contract({
  id: 'share.list',
  method: 'GET',
  path: '/projects/{projectId}/share-links',
  can: 'share.read',
  summary: 'Share links of a project',
  response: z.object({ items: z.array(ShareLinkDto) }),
  errors: ['not-found'],
})

const Choices = {
  name: line(80),
  sections: Sections,
  detail: ShareDetail,
  brand: ShareBrandOf,
  contact: z.boolean(),
  /** Null: none is asked for. */
  passcode: Passcode.nullable(),
  emailRequired: z.boolean(),
  notify: z.boolean(),
  /** Counted from now. */
  days: Days,
}

/**
 * A frozen link keeps what is known now, or what was known when one of the audits had finished. Before the first
 * audit that is a conflict.
 */
export const createShareLink = contract({
  id: 'share.create',
  method: 'POST',
  path: '/projects/{projectId}/share-links',
  can: 'share.manage',
  summary: 'Make a share link',
  body: z.strictObject({
    ...Choices,
    kind: ShareKind,
    /** The audit a frozen link shows; null: what is known now. A live link has none. */
    runId: Id.nullable().default(null),
    brand: ShareBrandOf.default('workspace'),
    contact: z.boolean().default(true),
    passcode: Passcode.nullable().default(null),
    emailRequired: z.boolean().default(false),
    notify: z.boolean().default(false),
    days: Days.default(SHARE_DAYS.usual),
  }),
  response: ShareLinkDto,
  errors: ['invalid', 'not-found', 'conflict', 'limit'],
})

/** A passcode or e-mail question that changes locks browsers that were let in before. */
export const updateShareLink = contract({
  id: 'share.update',
  method: 'PATCH',
  path: '/projects/{projectId}/share-links/{linkId}',
  can: 'share.manage',
  summary: 'Change a share link',
  body: z.strictObject(Choices).partial(),
  response: ShareLinkDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** Takes effect at once; a link that was revoked can not be opened again. */
export const revokeShareLink = contract({
  id: 'share.revoke',
  method: 'DELETE',
  path: '/projects/{projectId}/share-links/{linkId}',
  can: 'share.manage',
  summary: 'Revoke a share link',
  response: ShareLinkDto,
  errors: ['not-found'],
})

export const ShareViewDto = z.object({
  at: Moment,
  /** What the visitor typed, without proof; null where it was not asked for. */
  email: z.string().nullable(),
  /** Where it seemed to come from, as ISO 3166-1 names countries; null where that is not known. */
  country: z.string().nullable(),
})
export type ShareViewDto = z.infer<typeof ShareViewDto>

/** The newest 200 of the last 90 days. */
export const listShareViews = contract({
  id: 'share.views',
  method: 'GET',
  path: '/projects/{projectId}/share-links/{linkId}/views',
  can: 'share.read',
  summary: 'Who opened a share link, and when',
  response: z.object({ items: z.array(ShareViewDto) }),
  errors: ['not-found'],
})

export const SharePreviewDto = z.object({
  /** With every part; the page shows those that are chosen. */
  document: ShareDocument,
  brands: z.object({ workspace: ShareBrand, client: ShareBrand.nullable() }),
})
export type SharePreviewDto = z.infer<typeof SharePreviewDto>

export const previewShare = contract({
  id: 'share.preview',
  method: 'GET',
  path: '/projects/{projectId}/share-preview',
  can: 'share.manage',
  summary: 'What a share link could show',
  /** `runId`: frozen at that audit. `linkId`: what this link shows. Else what one made now would. */
  query: z.strictObject({ runId: Id.optional(), linkId: Id.optional() }),
  response: SharePreviewDto,
  errors: ['not-found'],
})
