import type { Context } from '../../auth/actor'
import { now } from '../../config'
import { AppError } from '../../errors'
import type { PackContent } from '../../pack/content'
import { type PackInput, packSections } from '../../pack/sections'
import { roadmaps } from '../../roadmaps/roadmap'
import { answerWords, headline, reasonSentence } from '../../roadmaps/words'
import { listAttestations } from '../attestation/list-attestations'
import { getBranding } from '../branding/get-branding'
import { compareRuns } from '../compare/compare-runs'
import { documentView } from '../deliverable/list-documents'
import { getMap } from '../map/get-map'
import { listMembers } from '../member/list-members'
import { getProjectState } from '../project/get-project-state'

type Comparison = Awaited<ReturnType<typeof compareRuns>>

/** The comparison with the first audit; null while there is none. */
async function compared(context: Context, projectId: string): Promise<Comparison | null> {
  try {
    return await compareRuns(context, { projectId })
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return null
    throw error
  }
}

type Attestation = Awaited<ReturnType<typeof listAttestations>>['items'][number]

function proofWords({ proof }: Attestation): string {
  switch (proof?.kind) {
    case undefined:
      return ''
    case 'link':
      return proof.url
    case 'note':
      return proof.text
    case 'file':
      return `File: ${proof.name}`
  }
}

function inputOf(parts: {
  view: PackInput['view']
  comparison: Comparison | null
  map: Awaited<ReturnType<typeof getMap>>
  known: Awaited<ReturnType<typeof getProjectState>>
  attestations: readonly Attestation[]
  members: Awaited<ReturnType<typeof listMembers>>['members']
}): PackInput {
  const { view, comparison, map, known, attestations, members } = parts
  const titles = new Map(view.state.accepted.map(({ fingerprint, title }) => [fingerprint, title]))
  return {
    view,
    compare: comparison,
    map: map.nodes,
    waivers: known.decisions.triage.flatMap(({ fingerprint, waiver }) => {
      const title = titles.get(fingerprint)
      return waiver === null || title === undefined ? [] : [{ title, ...waiver }]
    }),
    confirmations: attestations
      .filter(({ answer }) => answer === 'confirmed')
      .map((one) => ({ itemId: one.itemId, by: one.by, at: one.at, expiresAt: one.expiresAt, proof: proofWords(one) })),
    people: members.map(({ name, email, role }) => ({ name: name ?? email, role })),
  }
}

export type Gathered = { content: Omit<PackContent, 'version'>; headline: string }

/** Everything a pack of this project says right now, as the person who asks may read it. */
export async function gatherPack(context: Context, projectId: string, madeBy: string): Promise<Gathered> {
  const known = await getProjectState(context, projectId)
  const { project, results } = known
  // One after the other: each opens a transaction of its own, and one person's pack must not hold all connections.
  const view = await documentView(context, projectId)
  const comparison = await compared(context, projectId)
  const map = await getMap(context, projectId)
  const { items: attestations } = await listAttestations(context, projectId, {})
  const { members } = await listMembers(context)
  const brand = await getBranding(context, { clientId: project.client?.id })
  const isChecked = view.state.checkedAt !== undefined
  const logo = brand.logo?.type === 'image/png' ? brand.logo.dataUri.split(',')[1] : undefined
  return {
    headline: isChecked ? headline(view.state) : 'Nothing was checked yet.',
    content: {
      format: 1,
      madeAt: new Date(now()).toISOString(),
      madeBy,
      project: { name: project.name, domain: project.displayDomain, roadmap: roadmaps[project.roadmap].title },
      brand: {
        name: brand.name,
        ...(logo === undefined ? {} : { logo }),
        accent: brand.accent.light,
        ...(brand.contact === undefined ? {} : { contact: brand.contact }),
        poweredBy: brand.poweredBy,
      },
      answer: isChecked ? answerWords(view.state) : 'Not checked yet',
      sentence: isChecked ? reasonSentence(view.state) : 'Run the first audit.',
      sections: packSections(inputOf({ view, comparison, map, known, attestations, members })),
      evidence: results,
    },
  }
}
