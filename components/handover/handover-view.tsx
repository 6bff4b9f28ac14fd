'use client'

import { Printer } from 'lucide-react'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { PageHeader, Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import type { HandoverDto } from '@/lib/contracts/handover'
import { can } from '@/lib/contracts/permissions'
import { count } from '@/lib/format/count'
import { AddRow } from './add-row'
import { Approvers } from './approvers'
import { ChecklistProvider } from './checklist-context'
import { LastChange } from './last-change'
import { PackLink } from './pack-link'
import { PeopleHere } from './people-here'
import { Row } from './row'
import { useChecklist, useNews } from './use-checklist'
import { usePeople } from './use-people'
import { useTicks } from './use-ticks'

/** The shared list of what has to be known and owned before somebody else takes over. */
export function HandoverView() {
  const { project, self } = usePlace()
  const handover = useChecklist()
  const news = useNews(handover)
  const people = usePeople()
  const ticks = useTicks({ projectId: project, userId: self?.userId ?? '', onOwn: news.own })
  const mayChange = self !== undefined && can(self.role, 'handover.update')
  return (
    <ChecklistProvider value={{ mayChange, selfId: self?.userId, approvers: handover.approvers, ticks, news, people }}>
      <div className="flex flex-col gap-6">
        <Head handover={handover} />
        <LastChange handover={handover} mayUndo={mayChange} />
        {handover.sections.map((section) => (
          <ChecklistSection key={section.id} section={section} />
        ))}
        <p role="status" className="sr-only">
          {news.said}
        </p>
      </div>
    </ChecklistProvider>
  )
}

function Head({ handover: { ticked, total } }: { handover: HandoverDto }) {
  return (
    <div className="flex flex-col gap-2">
      <PageHeader title="Handover">
        <PeopleHere />
        <PackLink />
        <Button onClick={() => window.print()}>
          <Printer aria-hidden />
          Print
        </Button>
      </PageHeader>
      <p>Control stays with you, not with whoever set it up. Everybody who opens this page ticks the same list.</p>
      <p className="text-muted-foreground tabular-nums">
        {ticked} of {total} ticked{ticked === total ? '. Nothing is left.' : `, ${count(total - ticked, 'row')} open`}
      </p>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted print:hidden">
        <div
          className="h-full origin-left rounded-full bg-pass-fill transition-transform duration-150 ease-out"
          style={{ transform: `scaleX(${total === 0 ? 1 : ticked / total})` }}
        />
      </div>
    </div>
  )
}

function ChecklistSection({ section: { id, title, rows } }: { section: HandoverDto['sections'][number] }) {
  const done = rows.filter(({ tick }) => tick !== null).length
  const own = rows.filter(({ kind }) => kind === 'own').map(({ key }) => key)
  return (
    <Section aria-labelledby={`handover-${id}`}>
      <SectionHeader>
        <SectionTitle id={`handover-${id}`}>{title}</SectionTitle>
        <p className="text-muted-foreground text-xs tabular-nums">
          {done} of {rows.length}
        </p>
      </SectionHeader>
      <div className="rounded-card border bg-card">
        <ul>
          {rows.map((row) => (
            <Row key={row.key} row={row} own={own} />
          ))}
        </ul>
        {id === 'approvals' ? <Approvers /> : null}
        <AddRow section={id} title={title} />
      </div>
    </Section>
  )
}
