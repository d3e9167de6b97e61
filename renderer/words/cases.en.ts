// The words for cases and for the webhooks that follow them.
export const casesEn = {
  'system.caseCreated': '<b>Case {{number}}</b> created {{time}}',
  'system.caseCreatedBy': '<b>Case {{number}}</b> created by {{name}} {{time}}',
  'settings.audit.noun.webhook': 'Webhook',
}
