'use client'

import { createContext } from 'react'

/** A message of the example site this project looks at; undefined for every other project. */
export const ExampleMessage = createContext<string | undefined>(undefined)
