'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { useToast } from '@/components/ui/toast'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { copyShareLink } from './copy-share-link'

/** Copies the share link of a project; where there is none to copy, opens the page that makes one. */
export function useCopyShareLink() {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  return async (place: { workspace: string; project: string }): Promise<void> => {
    try {
      const name = await copyShareLink(client, place.project)
      if (name === undefined) router.push(routes.share(place))
      else toast(`The link ${visibleText(name)} is copied.`)
    } catch (error) {
      toast(`The link could not be copied. ${messageOf(error)}`)
    }
  }
}
