'use client'

import { Trouble } from '@/components/frame/trouble'

export default function ProjectsError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Trouble
      title="We could not load your projects"
      text="They are safe. This is on our side. Try again."
      error={error}
      retry={retry}
    />
  )
}
