import { Package } from 'lucide-react'
import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** The way to the PDF and the ZIP that hold all of this. */
export function PackLink() {
  const place = usePlace()
  return (
    <Button asChild className="print:hidden">
      <Link href={routes.pack(place)}>
        <Package aria-hidden />
        Handover pack
      </Link>
    </Button>
  )
}
