import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionTitle } from '@/components/ui/section'
import type { SenderSimulationDto } from '@/lib/contracts/sender'
import { policyText } from './words'

type Dmarc = SenderSimulationDto['dmarc']

const NOTHING = { found: 'other text, no DMARC record', void: 'no record', error: 'no answer' } as const

/** The walk up the tree, and the older view beside it where it ends elsewhere. */
export function DmarcDiscovery({ dmarc }: { dmarc: Dmarc }) {
  return (
    <Section>
      <SectionTitle>DMARC policy</SectionTitle>
      {dmarc.unsure ? <p>A DNS question on the way was not answered, so the policy may be another one.</p> : null}
      <div className={dmarc.differs ? 'grid gap-4 lg:grid-cols-2' : undefined}>
        <Current dmarc={dmarc} />
        {dmarc.differs ? <Older legacy={dmarc.legacy} /> : null}
      </div>
      {dmarc.differs ? null : (
        <p className="text-muted-foreground">Receivers that still follow RFC 7489 come to the same answer.</p>
      )}
    </Section>
  )
}

function Facts({ organisation, policyDomain }: { organisation: string; policyDomain: string | undefined }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      <dt className="text-muted-foreground">Policy from</dt>
      <dd className="min-w-0">{policyDomain === undefined ? 'nowhere' : <ForeignText mono text={policyDomain} />}</dd>
      <dt className="text-muted-foreground">Organisation</dt>
      <dd className="min-w-0">
        <ForeignText mono text={organisation} />
      </dd>
    </dl>
  )
}

function Current({ dmarc }: { dmarc: Dmarc }) {
  return (
    <Card className="flex min-w-0 flex-col gap-3">
      <h3 className="font-medium">By RFC 9989: one question per label</h3>
      <p>
        {policyText(dmarc.policy)}
        {dmarc.lowered ? ' It is one step weaker than written, because the record says t=y.' : null}
      </p>
      <Facts organisation={dmarc.organisation} policyDomain={dmarc.policyDomain} />
      <ol aria-label="Questions asked" className="flex flex-col gap-2 border-t pt-3">
        {dmarc.steps.map((step) => (
          <li key={step.domain} className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <ForeignText mono text={`_dmarc.${step.domain}`} />
              {step.decides ? <Badge>decides</Badge> : null}
            </p>
            <p className="text-muted-foreground text-xs">
              {step.record === undefined ? NOTHING[step.status] : <ForeignText mono text={step.record} />}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Older({ legacy }: { legacy: Dmarc['legacy'] }) {
  return (
    <Card className="flex min-w-0 flex-col gap-3">
      <h3 className="font-medium">By the older RFC 7489: the list of public suffixes</h3>
      <p>{policyText(legacy.policy)}</p>
      <Facts organisation={legacy.organisation} policyDomain={legacy.policyDomain} />
      <p className="text-muted-foreground">
        Until everybody has moved on, some receivers answer this way. Publish a record at the domain itself and both
        agree.
      </p>
    </Card>
  )
}
