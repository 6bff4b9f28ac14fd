'use client'

import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { ClockProvider } from '@/components/ui/clock'
import { NonceProvider } from '@/components/ui/nonce'
import { TooltipProvider } from '@/components/ui/tooltip'

type ProvidersProps = { nonce: string | undefined; renderedAt: number; children: ReactNode }

export function Providers({ nonce, renderedAt, children }: ProvidersProps) {
  return (
    <NonceProvider nonce={nonce}>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange
        {...(nonce === undefined ? {} : { nonce })}
      >
        <ClockProvider renderedAt={renderedAt}>
          <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
        </ClockProvider>
      </ThemeProvider>
    </NonceProvider>
  )
}
