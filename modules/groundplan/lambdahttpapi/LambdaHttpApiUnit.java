package groundplan.lambdahttpapi;

import com.hashicorp.cdktf.providers.aws.apigatewayv2_api_mapping.Apigatewayv2ApiMapping;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainName;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainNameDomainNameConfiguration;
import groundplan.certificate.CertificateOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambda.DeployedFunction;
import groundplan.lambda.FunctionReads;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** An HTTP API and the function behind it. */
public final class LambdaHttpApiUnit extends Unit<LambdaHttpApiOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<LambdaHttpApiSettings, LambdaHttpApiOutputs> KIND = new Kind<>(
                    "lambda-http-api",
                    Scope.REGIONAL,
                    "a function behind an HTTP API",
                    LambdaHttpApiSettings.class,
                    LambdaHttpApiOutputs::of,
                    (app, context, settings, wiring) -> new LambdaHttpApiUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            FunctionReads.of(context, settings.function(), settings.units(), wiring),
                            wiring.outputs(
                                    context.path(),
                                    CertificateOutputs.class,
                                    settings.domain().map(LambdaHttpApiSettings.Domain::certificate))))
            .checking((context, settings, wiring, check) -> {
                FunctionReads.check(context, settings.function(), settings.units(), wiring, check);
                settings.domain().ifPresent(domain -> domain.checkCertificate(wiring, check.below("domain")));
            });

    private final DeployedFunction function;
    private final HttpApi api;
    private final Optional<Apigatewayv2DomainName> domain;

    /** @param certificate of the domain name; absent without one */
    public LambdaHttpApiUnit(
            Construct app,
            UnitContext context,
            LambdaHttpApiSettings settings,
            Wiring wiring,
            FunctionReads reads,
            Optional<CertificateOutputs> certificate) {
        super(app, context, wiring);
        this.function = new DeployedFunction(this, settings.function(), reads, List.of());
        this.api = new HttpApi(
                this,
                settings.api(),
                function,
                settings.domain().isPresent(),
                settings.function().logRetentionInDays(),
                reads.keys().logsKeyArn());
        this.domain = settings.domain().map(wanted -> domain(wanted.domainName(), certificate.orElseThrow()));
    }

    @Override
    public LambdaHttpApiOutputs outputs() {
        String target = "${aws_apigatewayv2_domain_name.main.domain_name_configuration[0].";
        return new LambdaHttpApiOutputs(
                function.functionName(),
                function.functionArn(),
                function.aliasArn(),
                function.securityGroupId(),
                function.logGroupName(),
                function.deploymentName(),
                function.signingProfileArn(),
                function.codeBucketArn(),
                api.id(),
                domain.map(name -> "https://" + name.getDomainName()).orElseGet(api::endpoint),
                domain.map(name -> target + "target_domain_name}"),
                domain.map(name -> target + "hosted_zone_id}"));
    }

    private Apigatewayv2DomainName domain(String name, CertificateOutputs certificate) {
        Apigatewayv2DomainName made = add("main", (scope, id) -> Apigatewayv2DomainName.Builder.create(scope, id)
                .domainName(name)
                .domainNameConfiguration(Apigatewayv2DomainNameDomainNameConfiguration.builder()
                        .certificateArn(certificate.certificateArn())
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")
                        .build())
                .build());
        add("main", (scope, id) -> Apigatewayv2ApiMapping.Builder.create(scope, id)
                .apiId(api.id())
                .domainName(made.getId())
                .stage(api.stageId())
                .build());
        return made;
    }
}
