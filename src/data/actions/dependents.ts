// Actions that need another one as well. The package from which the tables are made leaves the column «dependent
// actions» empty, so the ones that matter here, iam:PassRole above all, stand here by hand.
// Source: Service Authorization Reference, dependent actions; IAM User Guide, id_roles_use_passrole.

const passRole = [
  'autoscaling:CreateAutoScalingGroup',
  'autoscaling:CreateLaunchConfiguration',
  'batch:CreateComputeEnvironment',
  'cloudformation:CreateStack',
  'cloudformation:UpdateStack',
  'cloudtrail:CreateTrail',
  'cloudtrail:UpdateTrail',
  'codebuild:CreateProject',
  'codebuild:UpdateProject',
  'codepipeline:CreatePipeline',
  'codepipeline:UpdatePipeline',
  'config:PutConfigurationRecorder',
  'ec2:AssociateIamInstanceProfile',
  'ec2:ReplaceIamInstanceProfileAssociation',
  'ec2:RunInstances',
  'ecs:RegisterTaskDefinition',
  'ecs:RunTask',
  'ecs:StartTask',
  'eks:CreateCluster',
  'eks:CreateNodegroup',
  'events:PutTargets',
  'glue:CreateDevEndpoint',
  'glue:CreateJob',
  'iam:AddRoleToInstanceProfile',
  'lambda:CreateFunction',
  'lambda:UpdateFunctionConfiguration',
  'rds:AddRoleToDBCluster',
  'rds:AddRoleToDBInstance',
  'redshift:CreateCluster',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateTrainingJob',
  's3:PutReplicationConfiguration',
  'states:CreateStateMachine',
  'states:UpdateStateMachine',
];

const dependents: ReadonlyMap<string, readonly string[]> = new Map(
  passRole.map((action) => [action.toLowerCase(), ['iam:PassRole']]),
);

/** What the caller of an action must be allowed as well, where the request hands over a role. */
export function dependentsOf(action: string): readonly string[] {
  return dependents.get(action.toLowerCase()) ?? [];
}
