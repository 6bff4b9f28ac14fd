'use client'

import dynamic from 'next/dynamic'

/** Only a workspace without projects needs it, and its form is the heaviest part of the page. */
export const FirstProjectPart = dynamic(() => import('./first-project').then(({ FirstProject: Loaded }) => Loaded))
