const TEXTS = {
  network: 'Test network: audits reach only the example sites of this machine.',
  example: 'Example site: it runs only on this machine.',
} as const

/** Names what is not the real world, so nobody takes its results for it. */
export function LabBanner({ kind = 'network' }: { kind?: keyof typeof TEXTS }) {
  return (
    <section
      data-slot="lab-banner"
      aria-label="Mode"
      className="border-b bg-running-soft px-4 py-1.5 text-center font-medium text-running text-xs"
    >
      {TEXTS[kind]}
    </section>
  )
}

/** Names under .test never exist on the internet (RFC 6761): such a project is an example site. */
export function isExampleDomain(domain: string): boolean {
  return domain.endsWith('.test')
}
