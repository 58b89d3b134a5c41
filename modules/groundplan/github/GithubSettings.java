package groundplan.github;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of the permissions of GitHub's workflows. References to units of a region include the region: {@code
 * us-east-1/ecs}.
 */
public record GithubSettings(
        @Setting(
                        value = "Repository whose workflows assume the roles: organization/repository.",
                        pattern = "[A-Za-z0-9](-?[A-Za-z0-9])*/[A-Za-z0-9._-]+")
                String repository,
        @Setting(value = "Which of its jobs are trusted.", byDefault = "{}") Jobs jobs,
        @Setting(
                        value =
                                "Create the account's identity provider for GitHub: in one environment of each account.",
                        byDefault = "false")
                @OncePerAccount("an identity provider for GitHub")
                boolean createProvider,
        @Setting(
                        value =
                                "Unit with the permissions boundary of the roles, which is also that of all other roles.",
                        byDefault = "boundary")
                @Reads("boundary")
                String boundary,
        @Setting(value = "Unit with the repositories that jobs push images to. Left out: none.") @Reads("ecr")
                Optional<String> ecr,
        @Setting(value = "Unit with the services that jobs deploy. Left out: none.") @Reads("ecs") Optional<String> ecs,
        @Setting(value = "Unit with the buckets whose objects pull requests must not read. Left out: none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting(value = "What jobs deploy in addition to images and services.", byDefault = "{}") Deploy deploy)
        implements Checked {

    /** Settings of the trusted jobs. */
    public record Jobs(
            @Setting(
                            value =
                                    "Id of the repository, so that a later repository with the same name is not trusted. Left out: only the"
                                            + " name is checked.",
                            pattern = "[0-9]+")
                    Optional<String> repositoryId,
            @Setting(
                            value =
                                    "GitHub environment in which jobs must run to change something. Left out: this environment's name.",
                            pattern = "[A-Za-z0-9][A-Za-z0-9_-]*")
                    Optional<String> environment) {}

    /** Settings of what jobs deploy in addition to images and services. */
    public record Deploy(
            @Setting(
                            value =
                                    "Services of ecs whose task definitions jobs run with another command, such as a migration; they may read"
                                            + " its logs.",
                            byDefault = "[]")
                    List<String> tasks,
            @Setting(
                            value = "Units of one service behind an application load balancer that jobs deploy.",
                            byDefault = "[]")
                    @Reads("ecs-alb-service")
                    List<String> albServices,
            @Setting(value = "Units of one service behind a network load balancer that jobs deploy.", byDefault = "[]")
                    @Reads("ecs-nlb-service")
                    List<String> nlbServices,
            @Setting(
                            value =
                                    "Units of a task that jobs run on demand, such as a migration; they may read its logs.",
                            byDefault = "[]")
                    @Reads("ecs-task")
                    List<String> oneOffTasks,
            @Setting(
                            value = "Units of an HTTP API whose function jobs deploy, and whose alias they update.",
                            byDefault = "[]")
                    @Reads("lambda-http-api")
                    List<String> lambdaHttpApis,
            @Setting(
                            value = "Units of a queue whose function jobs deploy, and whose alias they update.",
                            byDefault = "[]")
                    @Reads("lambda-sqs-consumer")
                    List<String> lambdaSqsConsumers,
            @Setting(
                            value =
                                    "Units of a function that EventBridge invokes, which jobs deploy, and whose alias they update.",
                            byDefault = "[]")
                    @Reads("lambda-event-bridge")
                    List<String> lambdaEventBridges,
            @Setting(
                            "Unit with the distribution whose own buckets jobs upload to, and whose cache they invalidate. Left out: none.")
                    @Reads("cloudfront")
                    Optional<String> cloudfront,
            @Setting("Unit with the web application whose branch jobs deploy. Left out: none.") @Reads("amplify")
                    Optional<String> amplify) {

        /** Services in separate units, with either type of load balancer. */
        List<String> balanced() {
            return Stream.concat(albServices.stream(), nlbServices.stream()).toList();
        }
    }

    /** The region in the reference to a unit. */
    static String region(String unit) {
        return unit.substring(0, unit.indexOf('/'));
    }

    @Override
    public void check(Check check) {
        ecr.ifPresent(unit -> regional("ecr", unit, check));
        ecs.ifPresent(unit -> regional("ecs", unit, check));
        storage.ifPresent(unit -> regional("storage", unit, check));
        deploy.amplify().ifPresent(unit -> regional("deploy.amplify", unit, check));
        deploy.albServices().forEach(unit -> regional("deploy.alb_services", unit, check));
        deploy.nlbServices().forEach(unit -> regional("deploy.nlb_services", unit, check));
        deploy.oneOffTasks().forEach(unit -> regional("deploy.one_off_tasks", unit, check));
        deploy.lambdaHttpApis().forEach(unit -> regional("deploy.lambda_http_apis", unit, check));
        deploy.lambdaSqsConsumers().forEach(unit -> regional("deploy.lambda_sqs_consumers", unit, check));
        deploy.lambdaEventBridges().forEach(unit -> regional("deploy.lambda_event_bridges", unit, check));
        check.that(
                deploy.tasks().isEmpty() || ecs.isPresent(), "deploy.tasks", "name the unit with the services as ecs");
    }

    private static void regional(String key, String unit, Check check) {
        check.that(
                unit.indexOf('/') > 0 && UnitPath.isRegion(region(unit)),
                key,
                "this unit has no region, so add the region to the name of the other one, such as us-east-1/" + unit);
    }
}
