/** Names the test-network mode on every page, so nobody takes its results for the real world. */
export function LabBanner() {
  return (
    <section
      data-slot="lab-banner"
      aria-label="Mode"
      className="border-b bg-running-soft px-4 py-1.5 text-center font-medium text-running text-xs"
    >
      Test network: audits reach only the example sites on this machine, not the internet.
    </section>
  )
}
