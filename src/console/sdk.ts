// The SDK's clients that nearly every view needs, a chunk of its own beside the frame.
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { provideClients } from './session.ts';

export const provide = (): void => provideClients({ iam: IAMClient, sts: STSClient });
