'use client'

import { Trouble } from '@/components/frame/trouble'

export default function ProjectError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Trouble
      title="This page could not be loaded"
      text="Everything found so far is safe. This is on our side. Try again."
      error={error}
      retry={retry}
    />
  )
}
