'use client'

import { useEffect, useRef } from 'react'
import { CodeBlock } from '@/components/findings/code-block'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import type { SenderSimulationDto } from '@/lib/contracts/sender'
import { DmarcDiscovery } from './dmarc-discovery'
import { SpfTree } from './spf-tree'
import { reasonText, resultSentence, resultStatus } from './words'

/** What a receiver decides, and every question behind it. */
export function SenderResult({ simulation }: { simulation: SenderSimulationDto }) {
  const { spf, whole } = simulation
  const isCut = whole.rows.length !== spf.rows.length || whole.lookups !== spf.lookups
  return (
    <div className="flex flex-col gap-6">
      <Section>
        <SectionHeader>
          <AnswerTitle />
          <p className="text-muted-foreground text-xs tabular-nums">
            {spf.lookups} of 10 lookups, {spf.voids} of 2 empty answers
          </p>
        </SectionHeader>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <StatusBadge status={resultStatus(spf.result)} word={spf.result} />
          <p className="min-w-0">
            <ForeignText text={resultSentence(simulation)} />
          </p>
        </div>
        {spf.reason === undefined ? null : <p>Why: {reasonText(spf.reason)}.</p>}
        {spf.explanation === undefined ? null : (
          <p>
            The domain explains: <ForeignText text={spf.explanation} />
          </p>
        )}
        {spf.record === undefined ? null : (
          <CodeBlock
            code={spf.record}
            label={`SPF record of ${simulation.domain}`}
            copyLabel="Copy record"
            isFix={false}
          />
        )}
      </Section>
      {spf.rows.length === 0 ? null : (
        <Section>
          <SectionTitle>What this receiver asks</SectionTitle>
          <SpfTree rows={spf.rows} cut={spf.cut} label="Terms of the record, in the order of the questions" />
        </Section>
      )}
      {whole.rows.length === 0 || !isCut ? null : (
        <Fold
          title={`What the whole record costs: ${whole.lookups} of 10 lookups, ${whole.voids} of 2 empty answers`}
          startsOpen={whole.lookups > 10 && spf.lookups <= 10}
        >
          <div className="flex flex-col gap-3">
            <p className="max-w-document text-muted-foreground">
              A server that is not listed anywhere makes receivers ask for everything. This is the most your record can
              cost.
            </p>
            <SpfTree rows={whole.rows} cut={whole.cut} label="All terms of the record" />
          </div>
        </Fold>
      )}
      <DmarcDiscovery dmarc={simulation.dmarc} />
    </div>
  )
}

/** Takes the focus when the answer is there, so that it is read out and what follows is one Tab away. */
function AnswerTitle() {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <SectionTitle ref={title} tabIndex={-1} className="focus-ring scroll-mt-18 rounded-sm">
      SPF result
    </SectionTitle>
  )
}
