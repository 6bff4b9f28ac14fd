'use client'

import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionTitle } from '@/components/ui/section'
import type { ProjectDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'
import type { ExampleSiteDto } from '@/lib/contracts/workspace'
import { useFirstAudit } from './use-first-audit'

type ExampleSitesProps = {
  workspaceId: string
  examples: readonly ExampleSiteDto[]
  onStarted: (started: { project: ProjectDto; run: RunDto }) => void
}

/** Sites this installation runs beside itself, for a first look without a domain of one's own. */
export function ExampleSites({ workspaceId, examples, onStarted }: ExampleSitesProps) {
  if (examples.length === 0) return null
  return (
    <Section aria-labelledby="examples-title">
      <SectionTitle id="examples-title">Try it on the example site</SectionTitle>
      <ul className="grid gap-2 sm:grid-cols-2">
        {examples.map((example) => (
          <li key={example.id}>
            <Example workspaceId={workspaceId} example={example} onStarted={onStarted} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Example({
  workspaceId,
  example,
  onStarted,
}: { example: ExampleSiteDto } & Omit<ExampleSitesProps, 'examples'>) {
  const audit = useFirstAudit(workspaceId)
  const [problem, setProblem] = useState<string>()
  async function handleStart() {
    setProblem(undefined)
    const { domain, canonicalHost, hosts, urls, sending, profile } = example.target
    try {
      onStarted(
        await audit.start({
          domain,
          name: example.title,
          roadmap: example.roadmap,
          hosts,
          urls,
          sending,
          profile,
          ...(canonicalHost === undefined ? {} : { canonicalHost }),
        }),
      )
    } catch (error) {
      setProblem(messageOf(error))
    }
  }
  return (
    <Card className="flex h-full flex-col items-start gap-2">
      <h3 className="font-medium">{example.title}</h3>
      <p className="text-muted-foreground">{example.text}</p>
      <ForeignText text={example.target.domain} mono />
      <Button className="mt-auto" pending={audit.isPending} pendingLabel="Starting" onClick={handleStart}>
        Audit {example.target.domain}
      </Button>
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </Card>
  )
}
