'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { CopyLine, Steps } from './copy-line'
import { recordName } from './places'
import { DNS_PROVIDERS, nameField, OTHER_PROVIDER, providerOf } from './providers'

const CHOICES = [...DNS_PROVIDERS, OTHER_PROVIDER]
const OPTIONS = CHOICES.map(({ id, name }) => ({ value: id, label: name }))

type RecordStepsProps = { name: string; zone: string; token: string; nameServers: readonly string[] }

/** The record to publish, in the words and fields of the provider that runs the domain's name servers. */
export function RecordSteps({ name, zone, token, nameServers }: RecordStepsProps) {
  const detected = providerOf(nameServers)
  const [chosen, setChosen] = useState(detected.id)
  const provider = CHOICES.find(({ id }) => id === chosen) ?? OTHER_PROVIDER
  const help = detected === OTHER_PROVIDER ? undefined : `The name servers of ${zone} are those of ${detected.name}.`
  return (
    <div className="flex flex-col gap-4">
      <Field label="Where your DNS records are" help={help} className="max-w-xs">
        {(control) => <Select control={control} value={chosen} options={OPTIONS} onChange={setChosen} />}
      </Field>
      <Steps steps={provider.steps({ zone })} />
      <dl className="divide-y overflow-hidden rounded-card border">
        <CopyLine label="Type" text="TXT" />
        <CopyLine
          label={provider.fields.name}
          text={nameField(provider.nameStyle, { record: recordName(name), zone })}
          copyLabel="Copy name"
        />
        <CopyLine
          label={provider.fields.value}
          text={provider.quotes === true ? `"${token}"` : token}
          copyLabel="Copy value"
        />
      </dl>
    </div>
  )
}
