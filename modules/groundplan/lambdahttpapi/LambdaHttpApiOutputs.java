package groundplan.lambdahttpapi;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * What an HTTP API and its function publish.
 *
 * @param functionName the function, the dimension of its metrics
 * @param functionArn the function
 * @param aliasArn what is called of it
 * @param securityGroupId the group in front of what it reaches
 * @param logGroupName its log
 * @param deploymentName what CodeDeploy knows it as, application and deployment group alike; absent without CodeDeploy
 * @param apiId the API, the dimension of its metrics
 * @param apiEndpoint where it answers, with {@code https://}
 * @param targetDomainName what an alias record of its domain name leads to; absent without a domain
 * @param targetZoneId the zone of that name, for alias records; absent without a domain
 */
public record LambdaHttpApiOutputs(
        String functionName,
        String functionArn,
        String aliasArn,
        String securityGroupId,
        String logGroupName,
        Optional<String> deploymentName,
        String apiId,
        String apiEndpoint,
        Optional<String> targetDomainName,
        Optional<String> targetZoneId) {

    static LambdaHttpApiOutputs of(LambdaHttpApiSettings settings, OutputSource from) {
        return new LambdaHttpApiOutputs(
                from.value("function_name", Shape.NAME, "Name of the function, the dimension of its metrics."),
                from.value("function_arn", Shape.ARN, "ARN of the function."),
                from.value("alias_arn", Shape.ARN, "ARN of the alias that is called."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group of the function."),
                from.value("log_group_name", Shape.NAME, "Log group of the function."),
                settings.function()
                        .deployment()
                        .deploymentConfigName()
                        .map(config -> from.value("deployment_name", Shape.NAME, "What CodeDeploy knows it as.")),
                from.value("api_id", Shape.NAME, "Id of the API, the dimension of its metrics."),
                from.value("api_endpoint", Shape.HOST, "Where the API answers."),
                settings.domain()
                        .map(domain -> from.value(
                                "target_domain_name", Shape.HOST, "What an alias record of the domain name leads to.")),
                settings.domain()
                        .map(domain -> from.value(
                                "target_zone_id", Shape.HOSTED_ZONE_ID, "Zone of that name, for alias records.")));
    }
}
