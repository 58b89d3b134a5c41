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
 * What the roles are about.
 *
 * @param ecr repositories that images are pushed to
 * @param ecs services that are deployed
 * @param services services that are units of their own, by unit
 * @param tasks tasks that are run once, by unit
 * @param storage buckets whose content plans do not read
 * @param cloudfront distribution whose buckets are filled
 * @param amplify web application that is deployed
 */
record GithubReads(
        Optional<EcrOutputs> ecr,
        Optional<EcsOutputs> ecs,
        Map<String, EcsServiceOutputs> services,
        Map<String, EcsTaskOutputs> tasks,
        Optional<StorageOutputs> storage,
        Optional<CloudfrontOutputs> cloudfront,
        Optional<AmplifyOutputs> amplify) {}
