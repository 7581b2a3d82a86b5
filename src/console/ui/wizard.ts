// What a wizard's own parts are called, the same in each.
import type { WizardProps } from '@cloudscape-design/components/wizard';
import { t } from '../text.ts';

/** @param next what the button of this step says; absent: «Next» */
export const wizardWords = (next: string = t('next')): WizardProps.I18nStrings => ({
  stepNumberLabel: (number) => t('stepNumber', { number }),
  collapsedStepsLabel: (number, count) => t('stepOf', { number, count }),
  navigationAriaLabel: t('steps'),
  cancelButton: t('cancel'),
  previousButton: t('previous'),
  nextButton: next,
  optional: t('optional'),
  nextButtonLoadingAnnouncement: t('loading'),
  submitButtonLoadingAnnouncement: t('loading'),
});
