import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CheckDoc } from '@/components/site/check-doc'
import { tokenOf } from '@/lib/engine/need'
import { outlineMessage } from '@/lib/engine/say'
import { allChecks, listChecks } from '@/lib/services/catalogue/list-checks'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const check = listChecks().find((candidate) => candidate.id === id)
  return { title: check === undefined ? 'Not found' : `${check.title}, checks` }
}

export default async function CheckDocPage({ params }: Props) {
  const { id } = await params
  const known = listChecks()
  const meta = known.find((candidate) => candidate.id === id)
  const definition = allChecks().find((candidate) => candidate.id === id)
  if (meta === undefined || definition === undefined) notFound()
  const evidence = Object.values(definition.needs).map((need) => {
    const token = tokenOf(need)
    return { key: token.key, title: token.title, access: token.access }
  })
  const causes = known.filter((candidate) => meta.dependsOn.includes(candidate.id))
  return (
    <CheckDoc
      check={meta}
      causes={causes}
      evidence={evidence}
      messages={Object.values(definition.messages).map(outlineMessage)}
    />
  )
}
