'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import type { ProvableDto } from '@/lib/contracts/ownership'
import { routes } from '@/lib/routes'
import { useOwnership } from './data'
import { FileSteps } from './file-steps'
import { recordName, zoneOf } from './places'
import { ProvableCard } from './provable-card'
import { RecordSteps } from './record-steps'

type OwnershipViewProps = { place: { workspace: string; project: string }; canProve: boolean; mayStart: boolean }

/** What is proven to belong to the workspace, what that allows, and how to prove the rest. */
export function OwnershipView({ place, canProve, mayStart }: OwnershipViewProps) {
  const { names, servers, mayProbe, nameServers, examplePanel } = useOwnership(place.project)
  const projectId = place.project
  const all = names.map(({ name }) => name)
  const isDomain = ({ name }: ProvableDto): boolean => zoneOf(name, all) === name
  const domains = names.filter((entry) => isDomain(entry) || entry.proof !== null)
  const single = names.filter((entry) => !domains.includes(entry))
  const [main, ...others] = servers
  const card = (provable: ProvableDto): ReactNode => (
    <ProvableCard
      key={`${provable.method} ${provable.origin ?? provable.name}`}
      projectId={projectId}
      provable={provable}
      canProve={canProve}
      steps={(token) =>
        provable.origin === null ? (
          <RecordSteps name={provable.name} zone={zoneOf(provable.name, all)} token={token} nameServers={nameServers} />
        ) : (
          <FileSteps origin={provable.origin} token={token} />
        )
      }
      {...(examplePanel === null
        ? {}
        : { shortcut: (token: string) => <PanelLink panel={examplePanel} provable={provable} token={token} /> })}
    />
  )
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Ownership" />
      <div className="flex flex-col gap-2">
        <p>
          Ordinary audits only ask what every visitor may ask. Some checks ask more: they send a few requests a visitor
          would not send. Those run only where you show that the domain is yours, and only when you allow them for one
          run.
        </p>
        <p>
          <Link href={routes.projectSettings(place)} className="link focus-ring rounded-sm underline">
            Back to project settings
          </Link>
        </p>
      </div>
      {canProve ? null : <p>You can see what is proven. Members, admins and owners can prove and revoke.</p>}
      <Section aria-labelledby="domain-title">
        <SectionTitle id="domain-title">Prove the domain</SectionTitle>
        <p className="text-muted-foreground">
          A DNS record proves a name and everything below it. It allows small probes: at most 30 requests to one
          address, asking a name server for the whole zone, offering old ciphers.
        </p>
        {domains.length === 0 ? <Card>This project has no name that one owner alone could prove.</Card> : null}
        {domains.map(card)}
        {single.length === 0 ? null : (
          <Fold title="Prove a single host instead" heading="h3">
            <div className="flex flex-col gap-3">
              <p className="text-muted-foreground">Where you cannot edit the records of the whole domain.</p>
              {single.map(card)}
            </div>
          </Fold>
        )}
        {mayProbe && mayStart ? (
          <p>
            Active checks can run now: open the{' '}
            <Link href={routes.project(place)} className="link focus-ring rounded-sm underline">
              overview
            </Link>{' '}
            and press Active checks.
          </p>
        ) : null}
      </Section>
      <Section aria-labelledby="server-title">
        <SectionTitle id="server-title">Prove this server</SectionTitle>
        <p className="text-muted-foreground">
          A file proves one server: exactly this scheme, host and port. Load tests and repeated webhooks will need it
          beside the record, because a name alone could point at a server of somebody else.
        </p>
        {main === undefined ? (
          <Card>This project has no web server yet. Add hosts in the project settings.</Card>
        ) : null}
        {main === undefined ? null : card(main)}
        {others.length === 0 ? null : (
          <Fold
            title={`Other servers (${others.length})`}
            heading="h3"
            startsOpen={others.some(({ proof }) => proof !== null)}
          >
            <div className="flex flex-col gap-3">{others.map(card)}</div>
          </Fold>
        )}
      </Section>
      <Section>
        <SectionTitle>What happens with a proof</SectionTitle>
        <ul className="flex list-disc flex-col gap-1.5 pl-6 marker:text-muted-foreground">
          <li>
            We look again every day and right before each active run. Three misses in a row within 72 hours end it.
          </li>
          <li>When another workspace proves the same name, your activity says so.</li>
          <li>
            A TXT record <code className="font-mono text-code">lr1=deny</code> at the same name keeps every audit away,
            yours too.
          </li>
        </ul>
      </Section>
    </div>
  )
}

/** The example sites have no DNS provider; their own panel publishes the record or the file. */
function PanelLink({ panel, provable, token }: { panel: string; provable: ProvableDto; token: string }) {
  const where =
    provable.origin === null
      ? { name: recordName(provable.name), value: token }
      : { origin: provable.origin, value: token }
  return (
    <Button asChild>
      <a href={`${panel}?${new URLSearchParams(where).toString()}`} target="_blank" rel="noopener noreferrer">
        Publish in the example panel
      </a>
    </Button>
  )
}
