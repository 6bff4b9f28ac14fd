import type { ReactNode } from 'react'
import { DataProvider } from '@/components/data/data-provider'
import { ToastProvider } from '@/components/ui/toast'

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <DataProvider>
      <ToastProvider>{children}</ToastProvider>
    </DataProvider>
  )
}
