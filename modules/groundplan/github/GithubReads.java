package groundplan.github;

import groundplan.amplify.AmplifyOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.ecs.EcsTaskOutputs;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.lambda.FunctionToDeploy;
import groundplan.lambdaeventbridge.LambdaEventBridgeOutputs;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import groundplan.lambdasqsconsumer.LambdaSqsConsumerOutputs;
import groundplan.storage.StorageOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outputs of other units that the roles' permissions refer to.
 *
 * @param ecr the repositories to push images to
 * @param ecs the services to deploy
 * @param services services in separate units, by unit
 * @param tasks tasks to run on demand, by unit
 * @param functions functions to deploy, by unit
 * @param storage the buckets whose objects plans must not read
 * @param cloudfront the distribution whose buckets are deployed to
 * @param amplify the web application to deploy
 */
record GithubReads(
        Optional<EcrOutputs> ecr,
        Optional<EcsOutputs> ecs,
        Map<String, EcsServiceOutputs> services,
        Map<String, EcsTaskOutputs> tasks,
        Map<String, FunctionToDeploy> functions,
        Optional<StorageOutputs> storage,
        Optional<CloudfrontOutputs> cloudfront,
        Optional<AmplifyOutputs> amplify) {

    static GithubReads of(UnitPath reader, GithubSettings settings, Wiring wiring) {
        GithubSettings.Deploy deploy = settings.deploy();
        Map<String, FunctionToDeploy> functions =
                new TreeMap<>(wiring.outputs(reader, LambdaHttpApiOutputs.class, deploy.lambdaHttpApis()));
        functions.putAll(wiring.outputs(reader, LambdaSqsConsumerOutputs.class, deploy.lambdaSqsConsumers()));
        functions.putAll(wiring.outputs(reader, LambdaEventBridgeOutputs.class, deploy.lambdaEventBridges()));
        return new GithubReads(
                wiring.outputs(reader, EcrOutputs.class, settings.ecr()),
                wiring.outputs(reader, EcsOutputs.class, settings.ecs()),
                wiring.outputs(reader, EcsServiceOutputs.class, deploy.balanced()),
                wiring.outputs(reader, EcsTaskOutputs.class, deploy.oneOffTasks()),
                functions,
                wiring.outputs(reader, StorageOutputs.class, settings.storage()),
                wiring.outputs(reader, CloudfrontOutputs.class, deploy.cloudfront()),
                wiring.outputs(reader, AmplifyOutputs.class, deploy.amplify()));
    }
}
