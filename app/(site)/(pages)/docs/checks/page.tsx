import type { Metadata } from 'next'
import Link from 'next/link'
import { byFamily } from '@/components/findings/families'
import { IMPACT_WORDS } from '@/components/findings/words'
import { routes } from '@/lib/routes'
import { listChecks } from '@/lib/services/catalogue/list-checks'

export const metadata: Metadata = { title: 'What we check' }

export default function CheckDocsPage() {
  const checks = listChecks()
  return (
    <div className="flex flex-col gap-6">
      <h1 className="font-semibold text-title">What we check</h1>
      <p>
        {checks.length} checks. Each decides from what it saw alone, shows that evidence, and says what to change. A
        check that could not look is not proven: never a pass, never a fault of yours.
      </p>
      {byFamily(checks).map((family) => (
        <section key={family.name} className="flex flex-col gap-2">
          <h2 className="font-semibold">{family.name}</h2>
          <ul className="divide-y rounded-card border bg-card text-sm">
            {family.checks.map((check) => (
              <li key={check.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
                <Link
                  href={routes.checkDoc(check.id)}
                  className="link focus-ring min-w-0 flex-1 rounded-sm max-sm:basis-full underline"
                >
                  {check.title}
                </Link>
                <code className="font-mono text-muted-foreground text-xs">{check.id}</code>
                <span className="text-muted-foreground text-xs sm:w-16 sm:text-right">
                  {IMPACT_WORDS[check.impact]}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
