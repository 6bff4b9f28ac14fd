import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Section, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import type { InstallationLookDto, ResolverLookDto } from '@/lib/contracts/installation'
import { directPart, factsOf, notesOf, stateOf } from './words'

/** What one look at the installation found. */
export function InstallationResult({ look }: { look: InstallationLookDto }) {
  const { resolvers, chosen, direct, blocklists, suffixes } = look
  const way = directPart(direct)
  return (
    <div className="flex flex-col gap-8">
      <Section>
        <SectionTitle>Resolvers</SectionTitle>
        <p className="text-muted-foreground">
          {chosen ? 'Named in LR_DNS_RESOLVERS.' : 'Those of the system; LR_DNS_RESOLVERS names others.'}
        </p>
        {resolvers.length === 0 ? (
          <EmptyState line="This system names no resolver, so audits cannot ask anything. Name one in LR_DNS_RESOLVERS." />
        ) : (
          <ul className="flex flex-col gap-3">
            {resolvers.map((resolver, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same resolver may be named twice, and the order is fixed.
              <li key={place}>
                <Resolver resolver={resolver} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section>
        <SectionTitle>Name servers</SectionTitle>
        <Card className="flex flex-col items-start gap-2">
          <StatusBadge status={way.state.status} word={way.state.word} />
          <p>{way.text}</p>
          {way.remedy === undefined ? null : <p className="text-muted-foreground">{way.remedy}</p>}
        </Card>
      </Section>
      <Section>
        <SectionTitle>Blocklists</SectionTitle>
        {blocklists.length === 0 ? (
          <p>None is asked. To ask some, name them in LR_DNS_BLOCKLISTS and mind their terms of use.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {blocklists.map(({ kind, zone }) => (
              <li key={`${kind} ${zone}`} className="flex flex-wrap items-center gap-2">
                <span className="break-all font-mono text-code">{zone}</span>
                <Badge>{kind === 'ip' ? 'Addresses' : 'Domains'}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section>
        <SectionTitle>Public suffix list</SectionTitle>
        <p>
          The one in tldts {suffixes}. It tells where a registered domain begins and ages with this installation: update
          Launch Ready to renew it.
        </p>
      </Section>
    </div>
  )
}

function Resolver({ resolver }: { resolver: ResolverLookDto }) {
  const { address, ms, reach } = resolver
  const state = stateOf(resolver)
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="min-w-0 break-all font-mono text-code">{address}</h3>
        <StatusBadge status={state.status} word={state.word} />
        {ms === undefined ? null : <span className="text-muted-foreground text-xs tabular-nums">{ms} ms</span>}
      </div>
      {reach === 'yes' || reach === 'tcp-only' ? (
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {factsOf(resolver).map(([name, value]) => (
            <div key={name} className="flex flex-wrap justify-between gap-x-3">
              <dt className="text-muted-foreground">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {notesOf(resolver).map(({ text, remedy }) => (
        <div key={text} className="flex flex-col gap-0.5">
          <p>{text}</p>
          <p className="text-muted-foreground">{remedy}</p>
        </div>
      ))}
    </Card>
  )
}
