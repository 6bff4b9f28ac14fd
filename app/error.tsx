'use client'

import { Trouble } from '@/components/frame/trouble'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-document flex-col justify-center px-4 py-12">
      <Trouble
        title="Something went wrong on our side"
        text="Nothing of yours was lost. Try again in a moment."
        error={error}
        retry={retry}
      />
    </main>
  )
}
