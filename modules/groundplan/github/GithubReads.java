package groundplan.github;

import groundplan.amplify.AmplifyOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.ecs.EcsTaskOutputs;
import groundplan.storage.StorageOutputs;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of other units that the roles' permissions refer to.
 *
 * @param ecr the repositories to push images to
 * @param ecs the services to deploy
 * @param services services in separate units, by unit
 * @param tasks tasks to run on demand, by unit
 * @param storage the buckets whose objects plans must not read
 * @param cloudfront the distribution whose buckets are deployed to
 * @param amplify the web application to deploy
 */
record GithubReads(
        Optional<EcrOutputs> ecr,
        Optional<EcsOutputs> ecs,
        Map<String, EcsServiceOutputs> services,
        Map<String, EcsTaskOutputs> tasks,
        Optional<StorageOutputs> storage,
        Optional<CloudfrontOutputs> cloudfront,
        Optional<AmplifyOutputs> amplify) {}
