package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.catalogue.Kinds;
import groundplan.controls.OfflinePlans;
import groundplan.json.TerraformJson;
import groundplan.kernel.Kind;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A system that nobody thought of is made of YAML alone: the bookshop in {@code test/groundplan/systems/sixth}. */
class SixthSystemTest {
    private static final Path SETTINGS = Repository.root().resolve("test/groundplan/systems/sixth/environments");
    private static TempProject project;
    private static List<UnitDocument> documents;

    @BeforeAll
    static void synthesize(@TempDir Path folder) throws IOException {
        TestFiles.copy(SETTINGS, folder.resolve("environments"));
        project = new TempProject(folder);
        documents = project.documents();
    }

    @Test
    void itConsistsOfYamlAlone() {
        List<String> others = Repository.files("test/groundplan/systems/sixth", "").stream()
                .map(Repository::shown)
                .filter(file -> !file.endsWith(".yaml"))
                .toList();
        assertEquals(List.of(), others, "files of the system that are no YAML");
    }

    @Test
    void theCommandLineFindsNoProblem() {
        Outcome validated = project.run("validate");
        assertEquals(0, validated.exit(), validated::toString);
    }

    @ParameterizedTest(name = "bookshop/{0}: {1}")
    @CsvSource(
            delimiter = ':',
            value = {
                "dev: _global/boundary, _global/dns, _global/github, _global/web, eu-west-1/certificate, eu-west-1/ecr, eu-west-1/ecs, eu-west-1/kms,"
                        + " eu-west-1/network, eu-west-1/observability, eu-west-1/rds, eu-west-1/storage, us-east-1/certificate",
                "prod: _global/boundary, _global/dns, _global/github, _global/state, _global/web, eu-central-1/certificate, eu-central-1/ecr,"
                        + " eu-central-1/ecs, eu-central-1/kms, eu-central-1/network, eu-central-1/observability, eu-central-1/rds,"
                        + " eu-central-1/storage, eu-central-1/waf, us-east-1/certificate, us-east-1/kms, us-east-1/waf-edge"
            })
    void eachEnvironmentHasTheUnitsThatItsSettingsName(String environment, String units) {
        String prefix = "bookshop/" + environment + "/";
        assertEquals(
                units,
                documents.stream()
                        .map(document -> document.unit().path().toString())
                        .filter(path -> path.startsWith(prefix))
                        .map(path -> path.substring(prefix.length()))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "prod/_global/dns, aws_route53_zone.main, name, books.example.com",
        "prod/_global/dns, aws_route53_record.delegation_dev, name, dev.books.example.com",
        "dev/_global/dns, aws_route53_zone.main, name, dev.books.example.com",
        "prod/_global/state, aws_s3_bucket.state, bucket, bookshop-states",
        "prod/_global/state, aws_dynamodb_table.locks, name, bookshop-locks",
        "prod/_global/web, aws_cloudfront_distribution.main, aliases.0, books.example.com",
        "prod/_global/web, aws_cloudfront_cache_policy.pages, default_ttl, 600",
        "prod/_global/web, aws_s3_bucket.pages, bucket, bookshop-prod-web-pages",
        "prod/_global/github, aws_iam_role.deploy, name, bookshop-prod-github-deploy",
        "prod/eu-central-1/network, aws_vpc.main, cidr_block, 10.50.0.0/16",
        "dev/eu-west-1/network, aws_vpc.main, cidr_block, 10.51.0.0/16",
        "dev/eu-west-1/network, aws_subnet.private_b, availability_zone, eu-west-1b",
        "prod/eu-central-1/ecr, aws_ecr_repository.orders, name, bookshop-prod-orders",
        "prod/eu-central-1/ecs, aws_ecs_cluster.main, name, bookshop-prod-ecs",
        "prod/eu-central-1/ecs, aws_ecs_service.catalogue, name, bookshop-prod-catalogue",
        "prod/eu-central-1/ecs, aws_ecs_task_definition.catalogue, cpu, 512",
        "dev/eu-west-1/ecs, aws_ecs_task_definition.catalogue, cpu, 256",
        "prod/eu-central-1/ecs, aws_ecs_task_definition.orders, family, bookshop-prod-orders",
        "prod/eu-central-1/ecs, aws_lb_target_group.orders, port, 9090",
        "prod/eu-central-1/ecs, aws_appautoscaling_target.orders, max_capacity, 4",
        "prod/eu-central-1/rds, aws_db_instance.main, instance_class, db.t4g.small",
        "prod/eu-central-1/rds, aws_db_instance.main, multi_az, true",
        "dev/eu-west-1/rds, aws_db_instance.main, multi_az, false",
        "prod/eu-central-1/rds, aws_db_instance.main, db_name, books",
        "prod/eu-central-1/storage, aws_s3_bucket.covers, bucket, bookshop-prod-covers",
        "prod/eu-central-1/certificate, aws_acm_certificate.main, domain_name, books.example.com",
        "prod/us-east-1/waf-edge, aws_wafv2_web_acl.main, scope, CLOUDFRONT",
        "prod/eu-central-1/observability, aws_sns_topic_subscription.critical_email_books_books_example_com, endpoint,"
                + " books@books.example.com"
    })
    void whatItsSettingsAskForIsGenerated(String unit, String address, String attribute, String value) {
        String path = "bookshop/" + unit;
        UnitDocument found = documents.stream()
                .filter(document -> document.unit().path().toString().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no unit " + path));
        assertEquals(
                value,
                new UnitJson(path, found.json()).attribute(address, attribute).asText(),
                path + " " + address + "." + attribute);
    }

    @Test
    void itsServicesReachEachOtherAndTheDatabase() {
        UnitDocument ecs = documents.stream()
                .filter(document -> document.unit().path().toString().equals("bookshop/prod/eu-central-1/ecs"))
                .findFirst()
                .orElseThrow();
        Set<String> rules = new TreeSet<>();
        ecs.json()
                .at("/resource/aws_vpc_security_group_ingress_rule")
                .fieldNames()
                .forEachRemaining(rules::add);
        assertTrue(
                rules.containsAll(List.of("catalogue_to_rds", "orders_to_rds", "orders_to_catalogue_8080")),
                rules::toString);
    }

    @Test
    void nothingInItNamesAnotherSystem() {
        Set<String> systems = FullSynthesis.environments().stream()
                .map(environment -> environment.path().split("/")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(systems.size() > 3 && !systems.contains("bookshop"), systems::toString);
        Pattern others =
                Pattern.compile("(?i)(?<![a-z])(" + String.join("|", systems).replace("-", "[-_]?") + ")(?![a-z])");
        documents.forEach(document -> others.matcher(TerraformJson.write(document.json()))
                .results()
                .forEach(match -> {
                    throw new AssertionError(document.unit().path() + " names " + match.group());
                }));
    }

    @Test
    void itsKindsAreThoseThatTheOtherSystemsUse() {
        Set<String> own = EnvironmentModel.units(project.environments()).stream()
                .map(unit -> unit.kind().name())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = Kinds.all().stream().map(Kind::name).collect(Collectors.toSet());
        assertTrue(all.containsAll(own), () -> own + " are not all among " + all);
        assertEquals(
                "[boundary, certificate, cloudfront, dns, ecr, ecs, github, kms, network, observability, rds, state, storage, waf]",
                own.toString());
    }

    @Test
    void terraformAcceptsAndPlansItsProduction() {
        List<UnitDocument> production = documents.stream()
                .filter(document -> document.unit().path().environment().equals("prod"))
                .toList();
        OfflinePlans plans = OfflinePlans.of(production);
        assertEquals(List.of(), plans.diagnostics());
        assertEquals(production.size(), plans.units().size());
    }
}
