import type { ShareBrandOf, ShareKind, ShareLinkDto } from '@/lib/contracts/share'
import { SHARE_DAYS, type ShareDetail, type ShareSection } from '@/lib/contracts/share-parts'

/** What is typed into the form of a link. */
export type LinkDraft = {
  name: string
  kind: ShareKind
  /** The audit a frozen link shows; empty: what is known now. */
  audit: string
  sections: ShareSection[]
  detail: ShareDetail
  brand: ShareBrandOf
  contact: boolean
  /** `keep` is offered only where one is set already. */
  passcodeUse: 'none' | 'set' | 'keep'
  passcode: string
  emailRequired: boolean
  notify: boolean
  /** 0: leave the day as it is. */
  days: number
}

export const DAYS: readonly number[] = [7, SHARE_DAYS.usual, 90, 180, SHARE_DAYS.most]

export function newDraft({ client }: { client: string | undefined }): LinkDraft {
  return {
    name: client ?? 'Client',
    kind: 'live',
    audit: '',
    sections: ['verdict', 'blockers', 'changes', 'must-haves', 'stages', 'accepted'],
    detail: 'none',
    brand: client === undefined ? 'workspace' : 'client',
    contact: true,
    passcodeUse: 'none',
    passcode: '',
    emailRequired: false,
    notify: false,
    days: SHARE_DAYS.usual,
  }
}

export function draftOf(link: ShareLinkDto): LinkDraft {
  const { name, kind, sections, detail, brand, contact, emailRequired, notify } = link
  return {
    name,
    kind,
    audit: '',
    sections,
    detail,
    brand,
    contact,
    emailRequired,
    notify,
    passcodeUse: link.passcode ? 'keep' : 'none',
    passcode: '',
    days: 0,
  }
}

type Passcode = { passcode?: string | null }

function passcodeOf({ passcodeUse, passcode }: LinkDraft): Passcode {
  if (passcodeUse === 'keep') return {}
  return { passcode: passcodeUse === 'set' ? passcode : null }
}

/** The draft as a new link is sent. */
export function creation(draft: LinkDraft) {
  const { passcodeUse: _, days, audit, ...rest } = draft
  const runId = draft.kind === 'frozen' && audit !== '' ? audit : null
  return { ...rest, runId, passcode: passcodeOf(draft).passcode ?? null, days: days === 0 ? SHARE_DAYS.usual : days }
}

/** The draft as a change is sent: the kind of a link never changes. */
export function change(draft: LinkDraft) {
  const { passcodeUse: _, passcode: __, kind: ___, audit: ____, days, ...rest } = draft
  return { ...rest, ...passcodeOf(draft), ...(days === 0 ? {} : { days }) }
}
