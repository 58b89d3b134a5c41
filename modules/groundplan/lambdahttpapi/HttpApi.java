package groundplan.lambdahttpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2Api;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2ApiCorsConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_authorizer.Apigatewayv2Authorizer;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_authorizer.Apigatewayv2AuthorizerJwtConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_integration.Apigatewayv2Integration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_route.Apigatewayv2Route;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2Stage;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2StageAccessLogSettings;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2StageDefaultRouteSettings;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.lambda.DeployedFunction;
import groundplan.parts.LogGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The API: its routes to the function, their authorization, and its single stage with throttling and an access log. */
final class HttpApi {
    private static final String NAME = "main";
    private static final String ROOT = "_root";
    /** The fields of the access log, as API Gateway's context variables: the caller, the request, and the result. */
    private static final List<String> NOTED = List.of(
            "requestId",
            "identity.sourceIp",
            "identity.caller",
            "requestTime",
            "httpMethod",
            "routeKey",
            "path",
            "protocol",
            "status",
            "responseLength",
            "responseLatency",
            "integrationLatency",
            "integrationErrorMessage",
            "authorizer.error");

    private final Unit<?> unit;
    private final ApiSettings settings;
    private final Apigatewayv2Api api;
    private final Apigatewayv2Stage stage;

    /**
     * @param ownName whether it has a custom domain name: then its AWS endpoint is disabled
     * @param retentionDays the retention of the access log, in days
     * @param logsKeyArn the key of that log
     */
    HttpApi(
            Unit<?> unit,
            ApiSettings settings,
            DeployedFunction function,
            boolean ownName,
            int retentionDays,
            String logsKeyArn) {
        this.unit = unit;
        this.settings = settings;
        String name = settings.name().orElseGet(() -> unit.context()
                .name(unit.context().path().unit().replace('/', '-')));
        this.api = unit.add(NAME, (scope, id) -> {
            Apigatewayv2Api.Builder made = Apigatewayv2Api.Builder.create(scope, id)
                    .name(name)
                    .protocolType("HTTP")
                    .description("HTTP API of " + unit.context().path().unit())
                    .disableExecuteApiEndpoint(ownName);
            settings.cors()
                    .ifPresent(cors -> made.corsConfiguration(Apigatewayv2ApiCorsConfiguration.builder()
                            .allowOrigins(cors.allowOrigins())
                            .allowMethods(cors.allowMethods())
                            .allowHeaders(cors.allowHeaders())
                            .maxAge(cors.maxAgeSeconds())
                            .build()));
            return made.build();
        });
        Apigatewayv2Integration integration =
                unit.add(NAME, (scope, id) -> Apigatewayv2Integration.Builder.create(scope, id)
                        .apiId(api.getId())
                        .integrationType("AWS_PROXY")
                        .integrationUri(function.invokeArn())
                        .payloadFormatVersion("2.0")
                        .timeoutMilliseconds(settings.timeoutSeconds() * 1000)
                        .build());
        routes(integration);
        LogGroup log = new LogGroup(unit, "requests", "/aws/apigateway/" + name, retentionDays, logsKeyArn);
        this.stage = unit.add(NAME, (scope, id) -> Apigatewayv2Stage.Builder.create(scope, id)
                .apiId(api.getId())
                .name("$default")
                .autoDeploy(true)
                .accessLogSettings(Apigatewayv2StageAccessLogSettings.builder()
                        .destinationArn(log.arn())
                        .format(format())
                        .build())
                .defaultRouteSettings(Apigatewayv2StageDefaultRouteSettings.builder()
                        .detailedMetricsEnabled(true)
                        .throttlingRateLimit(settings.throttling().rateLimitPerSecond())
                        .throttlingBurstLimit(settings.throttling().burstLimit())
                        .build())
                .build());
        function.invokedBy("api", "apigateway.amazonaws.com", api.getExecutionArn() + "/*");
    }

    String id() {
        return api.getId();
    }

    String endpoint() {
        return api.getApiEndpoint();
    }

    /** Its only stage. */
    String stageId() {
        return stage.getId();
    }

    private void routes(Apigatewayv2Integration integration) {
        Map<String, Apigatewayv2Authorizer> authorizers = new TreeMap<>();
        settings.authorizers()
                .forEach((name, issuer) -> authorizers.put(
                        name, unit.add(word(name), (scope, id) -> Apigatewayv2Authorizer.Builder.create(scope, id)
                                .apiId(api.getId())
                                .name(name)
                                .authorizerType("JWT")
                                .identitySources(issuer.identitySources())
                                .jwtConfiguration(Apigatewayv2AuthorizerJwtConfiguration.builder()
                                        .issuer(issuer.issuer())
                                        .audience(issuer.audience())
                                        .build())
                                .build())));
        settings.routes().forEach((name, route) -> {
            route(word(name), route, route.routeKey(), integration, authorizers);
            settings.rootOf(route).ifPresent(root -> route(word(name) + ROOT, route, root, integration, authorizers));
        });
    }

    private void route(
            String name,
            ApiSettings.Route route,
            String key,
            Apigatewayv2Integration integration,
            Map<String, Apigatewayv2Authorizer> authorizers) {
        unit.add(name, (scope, id) -> {
            Apigatewayv2Route.Builder made = Apigatewayv2Route.Builder.create(scope, id)
                    .apiId(api.getId())
                    .routeKey(key)
                    .target("integrations/" + integration.getId());
            route.authorizer()
                    .ifPresentOrElse(
                            named -> made.authorizationType("JWT")
                                    .authorizerId(authorizers.get(named).getId()),
                            () -> made.authorizationType("AWS_IAM"));
            if (!route.authorizationScopes().isEmpty()) {
                made.authorizationScopes(route.authorizationScopes());
            }
            return made.build();
        });
    }

    private static String format() {
        Map<String, String> fields = new TreeMap<>();
        NOTED.forEach(name -> fields.put(name.replace('.', '_'), "$context." + name));
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String word(String name) {
        return TerraformName.of(name);
    }
}
