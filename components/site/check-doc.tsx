import Link from 'next/link'
import type { ReactNode } from 'react'
import { ExplainedText } from '@/components/findings/explained-text'
import { IMPACT_WORDS, KIND_WORDS } from '@/components/findings/words'
import type { CheckMeta } from '@/lib/engine/check'
import { count } from '@/lib/format/count'
import { items } from '@/lib/roadmaps/items'
import { allRoadmaps } from '@/lib/roadmaps/roadmap'
import { routes } from '@/lib/routes'

type CheckDocProps = {
  check: CheckMeta
  /** Checks whose failure explains a failure here. */
  causes: readonly CheckMeta[]
  evidence: readonly { key: string; title: string; access: 'passive' | 'active' }[]
  messages: readonly string[]
}

const ROLES = { required: 'decides', supporting: 'can lower to a warning' } as const

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** A check as its definition says it: what it looks at, what it can say, where it counts. */
export function CheckDoc({ check, causes, evidence, messages }: CheckDocProps) {
  return (
    <article className="flex flex-col gap-6">
      <div className="flex flex-col gap-1">
        <p className="text-sm">
          <Link href={routes.checkDocs()} className="link focus-ring rounded-sm">
            What we check
          </Link>
        </p>
        <h1 className="font-semibold text-title">{check.title}</h1>
        <p className="text-muted-foreground text-sm">
          <code className="font-mono">{check.id}</code>, version {check.version},{' '}
          {KIND_WORDS[check.kind]?.toLowerCase() ?? 'automatic'}, at worst impact{' '}
          {IMPACT_WORDS[check.impact].toLowerCase()}
        </p>
      </div>
      <Part title="Why it matters">
        <p>
          <ExplainedText text={check.why} />
        </p>
      </Part>
      {check.ask === undefined ? null : (
        <Part title="What we need from you">
          <p>{check.ask.question}</p>
        </Part>
      )}
      <Part title="What it looks at">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          {evidence.map(({ key, title, access }) => (
            <li key={key}>
              {title} <code className="font-mono text-code text-muted-foreground">{key}</code>
              {access === 'active' ? ', only with proof that the domain is yours' : ''}
            </li>
          ))}
        </ul>
        <p className="text-muted-foreground text-sm">An answer counts for {count(check.freshDays, 'day')}.</p>
      </Part>
      <Part title="What it can say">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          {messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </Part>
      <Covers check={check} />
      {causes.length === 0 ? null : (
        <Part title="Waits for">
          <ul className="flex list-disc flex-col gap-1 pl-6">
            {causes.map((cause) => (
              <li key={cause.id}>
                <Link href={routes.checkDoc(cause.id)} className="link focus-ring rounded-sm underline">
                  {cause.title}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Sources">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          {check.sources.map(({ label, url }) => (
            <li key={`${label} ${url}`}>
              <a href={url} rel="noopener noreferrer nofollow" className="link focus-ring rounded-sm underline">
                {label}
              </a>
            </li>
          ))}
        </ul>
      </Part>
    </article>
  )
}

function Covers({ check }: { check: CheckMeta }) {
  const covered = allRoadmaps.flatMap((roadmap) =>
    roadmap.stages.flatMap((stage) =>
      stage.items.flatMap((id) => {
        const covers = check.covers[id]
        const role = covers === undefined ? undefined : ROLES[covers]
        return role === undefined
          ? []
          : [
              {
                key: `${roadmap.id}/${stage.id}/${id}`,
                roadmap: roadmap.title,
                stage: stage.title,
                text: items[id].text,
                role,
              },
            ]
      }),
    ),
  )
  if (covered.length === 0) return null
  return (
    <Part title="Where it counts">
      <ul className="flex list-disc flex-col gap-1 pl-6">
        {covered.map(({ key, roadmap, stage, text, role }) => (
          <li key={key}>
            {text}{' '}
            <span className="text-muted-foreground text-sm">
              ({roadmap}, {stage}; {role})
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
