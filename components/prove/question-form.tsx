'use client'

import { MapForm } from './map-form'
import { MessageForm } from './message-form'
import { OriginForm } from './origin-form'
import { RatesForm } from './rates-form'
import { RecordsForm } from './records-form'
import { SenderForm } from './sender-form'
import {
  AuthorityForm,
  ChoiceForm,
  DateForm,
  NumberForm,
  OriginsForm,
  StagingForm,
  TextForm,
  UrlForm,
} from './simple-forms'
import type { AnswerProps } from './use-answer-form'

/** The form of a question; every kind of answer has one. */
export function QuestionForm(props: AnswerProps) {
  const { writes } = props.question
  switch (writes.kind) {
    case 'url':
      return <UrlForm {...props} writes={writes} />
    case 'choice':
      return <ChoiceForm {...props} writes={writes} />
    case 'text':
      return <TextForm {...props} />
    case 'date':
      return <DateForm {...props} />
    case 'number':
      return <NumberForm {...props} />
    case 'authority':
      return <AuthorityForm {...props} />
    case 'staging':
      return <StagingForm {...props} />
    case 'origins':
      return <OriginsForm {...props} />
    case 'senders':
      return <SenderForm {...props} />
    case 'map':
      return <MapForm {...props} />
    case 'input':
      return <InputForm {...props} form={writes.form} />
  }
}

type InputForm = Extract<AnswerProps['question']['writes'], { kind: 'input' }>['form']

function InputForm({ form, ...props }: AnswerProps & { form: InputForm }) {
  switch (form) {
    case 'message':
      return <MessageForm {...props} />
    case 'records':
      return <RecordsForm {...props} />
    case 'origin':
      return <OriginForm {...props} />
    case 'rates':
      return <RatesForm {...props} />
  }
}
