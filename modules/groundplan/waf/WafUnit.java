package groundplan.waf;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfiguration;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFields;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.WebAclScope;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** A web ACL with AWS managed rule groups, a rate limit, country rules, and a log without credentials. */
public final class WafUnit extends Unit<WafOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<WafSettings, WafOutputs> KIND = new Kind<>(
                    "waf",
                    Scope.REGIONAL,
                    "web application firewall for load balancers and API stages, or for distributions",
                    WafSettings.class,
                    WafOutputs::of,
                    (app, context, settings, wiring) -> new WafUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms())))
            .checking((context, settings, wiring, check) -> check.that(
                    !settings.scope().equals("cloudfront") || context.region().equals(UnitContext.GLOBAL_REGION),
                    "scope",
                    "AWS requires the region " + UnitContext.GLOBAL_REGION
                            + " for web ACLs of distributions; move the unit to " + UnitContext.GLOBAL_REGION
                            + ".yaml"));

    private final WafSettings settings;
    private final TerraformResource acl;

    public WafUnit(Construct app, UnitContext context, WafSettings settings, Wiring wiring, KmsOutputs keys) {
        super(app, context, wiring);
        this.settings = settings;
        String name = context.name(context.path().unit().replace('/', '-'));
        this.acl = acl(name, settings);
        // AWS requires this prefix of log group names.
        LogGroup log =
                new LogGroup(this, "main", "aws-waf-logs-" + name, settings.logRetentionInDays(), keys.logsKeyArn());
        add("main", (scope, id) -> Wafv2WebAclLoggingConfiguration.Builder.create(scope, id)
                .resourceArn(acl.getStringAttribute("arn"))
                .logDestinationConfigs(java.util.List.of(log.arn()))
                .redactedFields(settings.redactedHeaders().stream()
                        .map(WafUnit::redacted)
                        .toList())
                .build());
    }

    @Override
    public WafOutputs outputs() {
        return new WafOutputs(
                acl.getStringAttribute("arn"), acl.getStringAttribute("name"), WebAclScope.of(settings.scope()));
    }

    /**
     * Created without its binding, which expands all nestings of statements: it would load tens of megabytes of
     * classes.
     */
    private TerraformResource acl(String name, WafSettings settings) {
        TerraformResource made = add(
                "main",
                (scope, id) -> new TerraformResource(
                        scope,
                        id,
                        TerraformResourceConfig.builder()
                                .terraformResourceType("aws_wafv2_web_acl")
                                .build()));
        made.addOverride("name", name);
        made.addOverride(
                "description", "Requests from the Internet to " + context().name("services"));
        made.addOverride("scope", settings.scope().toUpperCase(Locale.ROOT));
        made.addOverride("default_action", Map.of("allow", Map.of()));
        made.addOverride("rule", new Rules(settings).all());
        made.addOverride("visibility_config", Rules.visibility(name));
        return made;
    }

    private static Wafv2WebAclLoggingConfigurationRedactedFields redacted(String header) {
        return Wafv2WebAclLoggingConfigurationRedactedFields.builder()
                .singleHeader(Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader.builder()
                        .name(header)
                        .build())
                .build();
    }
}
