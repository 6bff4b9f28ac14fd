'use client'

import { ShieldCheck } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { usePlace } from '@/components/frame/place'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { RunScope } from '@/lib/contracts/run'

/** Loaded when it is first wanted. */
const ActiveRunDialog = dynamic(
  () => import('@/components/ownership/active-run-dialog').then(({ ActiveRunDialog: Loaded }) => Loaded),
  { ssr: false },
)

type ActiveRunButtonProps = { scope: RunScope; label: string; size?: ButtonProps['size'] }

/** Asks for one run with active checks: shows what would be sent, and where ownership is proven. */
export function ActiveRunButton({ scope, label, size }: ActiveRunButtonProps) {
  const { canProbe } = usePlace()
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  if (canProbe !== true) return null
  function handleOpen() {
    setWasOpened(true)
    setOpen(true)
  }
  return (
    <>
      <Button size={size} onClick={handleOpen} aria-haspopup="dialog">
        <ShieldCheck aria-hidden />
        {label}
      </Button>
      {wasOpened ? <ActiveRunDialog scope={scope} open={isOpen} onOpenChange={setOpen} /> : null}
    </>
  )
}
