package groundplan.lambdahttpapi;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.lambda.FunctionToDeploy;
import java.util.Optional;

/**
 * The outputs of an HTTP API and its function.
 *
 * @param functionName the function's name, the dimension of its metrics
 * @param functionArn the function's ARN
 * @param aliasArn the ARN of the alias that callers invoke
 * @param securityGroupId the function's security group
 * @param logGroupName its log group
 * @param deploymentName the name of its CodeDeploy application and deployment group; absent without CodeDeploy
 * @param signingProfileArn the profile that its code is signed with; absent without code signing
 * @param codeBucketArn the bucket in which its code is signed; absent without code signing
 * @param apiId the API's id, the dimension of its metrics
 * @param apiEndpoint its endpoint, with {@code https://}
 * @param targetDomainName the target of an alias record for its domain name; absent without a domain
 * @param targetZoneId the hosted zone of that target; absent without a domain
 */
public record LambdaHttpApiOutputs(
        String functionName,
        String functionArn,
        String aliasArn,
        String securityGroupId,
        String logGroupName,
        Optional<String> deploymentName,
        Optional<String> signingProfileArn,
        Optional<String> codeBucketArn,
        String apiId,
        String apiEndpoint,
        Optional<String> targetDomainName,
        Optional<String> targetZoneId)
        implements FunctionToDeploy {

    static LambdaHttpApiOutputs of(LambdaHttpApiSettings settings, OutputSource from) {
        return new LambdaHttpApiOutputs(
                from.value("function_name", Shape.NAME, "Name of the function, the dimension of its metrics."),
                from.value("function_arn", Shape.ARN, "ARN of the function."),
                from.value("alias_arn", Shape.ARN, "ARN of the alias that callers invoke."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of the function's security group."),
                from.value("log_group_name", Shape.NAME, "Log group of the function."),
                settings.function()
                        .deployment()
                        .deploymentConfigName()
                        .map(config -> from.value(
                                "deployment_name",
                                Shape.NAME,
                                "Name of its CodeDeploy application and deployment group.")),
                settings.function()
                        .signed(() -> from.value(
                                "signing_profile_arn", Shape.ARN, "ARN of the profile that its code is signed with.")),
                settings.function()
                        .signed(() -> from.value(
                                "code_bucket_arn", Shape.BUCKET_ARN, "ARN of the bucket in which its code is signed.")),
                from.value("api_id", Shape.NAME, "Id of the API, the dimension of its metrics."),
                from.value("api_endpoint", Shape.HOST, "Endpoint of the API."),
                settings.domain()
                        .map(domain -> from.value(
                                "target_domain_name", Shape.HOST, "Target of an alias record for the domain name.")),
                settings.domain()
                        .map(domain -> from.value(
                                "target_zone_id",
                                Shape.HOSTED_ZONE_ID,
                                "Hosted zone of that target, for alias records.")));
    }
}
