// What a wizard's own parts are called, the same in each.
import type { WizardProps } from '@cloudscape-design/components/wizard';
import { t } from '../text.ts';

export const wizardWords = (): WizardProps.I18nStrings => ({
  stepNumberLabel: (number) => t('stepNumber', { number }),
  collapsedStepsLabel: (number, count) => t('stepOf', { number, count }),
  navigationAriaLabel: t('steps'),
  cancelButton: t('cancel'),
  previousButton: t('previous'),
  nextButton: t('next'),
  optional: t('optional'),
  nextButtonLoadingAnnouncement: t('loading'),
  submitButtonLoadingAnnouncement: t('loading'),
});
