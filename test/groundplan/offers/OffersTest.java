package groundplan.offers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.Setting;
import groundplan.lambda.FunctionSettings;
import groundplan.parts.FunctionCode;
import groundplan.testing.Repository;
import groundplan.testing.Synthesized;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS offers for something new, and what settings may say of it. */
class OffersTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "postgres, 15",
        "postgres, 15.19",
        "postgres, 13.23-rds.20260224",
        "mysql, 8.0",
        "mysql, 8.4.5",
        "aurora-mysql, 8.0.mysql_aurora.3.10.6",
        "aurora-mysql, 8.4.mysql_aurora.8.4.7",
        "aurora-postgresql, 18.3",
        // Newer than the data.
        "postgres, 15.20",
        "mysql, 8.4.30",
        "aurora-mysql, 8.0.mysql_aurora.3.10.7",
        "aurora-mysql, 8.0.mysql_aurora.3.14.0"
    })
    void aVersionThatAwsOffersOrMayOfferByNowIsAccepted(String engine, String version) {
        assertEquals(Optional.empty(), EngineVersions.problem(engine, version));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres | 15.4 | use 15.13, 15.14, 15.15, 15.16, 15.17, 15.18 or 15.19 (data of",
                "postgres | 16.99.1 | AWS does not offer",
                "postgres | 19.1 | is not a version of postgres that AWS offers; use 13, 14, 15, 16, 17 or 18",
                "aurora-postgresql | 15.16 | use 15.17, 15.18, 15.19, 15.15,",
                "aurora-mysql | 8.0.mysql_aurora.3.03.1 | use 8.0.mysql_aurora.3.04.6, 8.0.mysql_aurora.3.08.2,",
                "aurora-mysql | 8.0.mysql_aurora.3.11.0 | use 8.0.mysql_aurora.3.11.1, 8.0.mysql_aurora.3.12.0,",
                "aurora-mysql | 8.0.42 | AWS does not offer aurora-mysql 8.0.42",
                "mysql | 8.0.mysql_aurora.3.10.6 | AWS does not offer mysql",
                "mysql | 5.7 | use 8.0 or 8.4, or a minor version such as 8.4.11"
            })
    void aVersionThatAwsDoesNotOfferIsRefusedWithTheNearestThatItDoes(String engine, String version, String message) {
        String problem = EngineVersions.problem(engine, version).orElseThrow();
        assertTrue(problem.contains(message), problem);
    }

    @Test
    void aDatabaseThatExistsMayHaveAVersionThatIsNoLongerOffered() {
        assertEquals(Optional.empty(), EngineVersions.problemInUse("postgres", "15.4"));
        assertTrue(EngineVersions.problemInUse("postgres", "9.6").isPresent(), "no parameters are known for it");
        assertTrue(EngineVersions.problemInUse("postgres", "15.4.1").isPresent(), "there is no such version");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rds | ap-east-2 | instance_class: db.r5.large, database: {engine: aurora-mysql, engine_version: '8.0', db_name: a,"
                        + " cluster: {instances: {a: {}}}} | rds.instance_class: AWS does not offer db.r5.large for aurora-mysql"
                        + " in ap-east-2; it offers db.r",
                "rds | us-east-1 | instance_class: db.r6g.large, database: {engine: aurora-mysql, engine_version: '8.0', db_name: a,"
                        + " cluster: {instances: {a: {}, b: {instance_class: db.m6g.large}}}}"
                        + " | instances.b.instance_class: 'db.m6g.large' is not a class that Aurora supports for MySQL",
                "rds | ca-west-1 | instance_class: db.t4g.micro, storage: {allocated_storage: 20}, database: {engine_version: '16',"
                        + " db_name: a} | AWS does not offer db.t4g.micro for postgres in ca-west-1; it offers db.t3.micro",
                "rds | us-east-1 | instance_class: db.r8a.large, database: {engine: aurora-postgresql, engine_version: '13.23',"
                        + " db_name: a, cluster: {instances: {a: {}}, backtrack_window_in_hours: 0}} | AWS does not offer db.r8a.large for aurora-postgresql 13.23",
                "elasticache | me-south-1 | node_type: cache.t4g.micro | elasticache.node_type: AWS does not offer cache.t4g.micro in"
                        + " me-south-1; it offers cache.t3.micro",
                "elasticache | us-east-1 | 'node_type: cache.t4g.micro, engine: {engine_version: ''7.2''}'"
                        + " | engine.engine_version: ElastiCache does not offer Redis 7.2",
                "eks-cluster | ca-west-1 | 'version: ''1.35'', node_groups: {a: {instance_types: [m7g.large], ami_type: AL2023_ARM_64_STANDARD}}, access_entries: {a: {principal_arn: ''arn:aws:iam::111122223333:role/a'', policy: AmazonEKSClusterAdminPolicy}}'"
                        + " | node_groups.a.instance_types: AWS does not offer m7g.large in ca-west-1; it offers m8g.large, m6g.large,"
            })
    void whatARegionDoesNotOfferIsRefusedWithTheKey(String kind, String region, String settings, String message) {
        List<String> problems = Synthesized.problems(
                region.equals("us-east-1") ? "" : "region: " + region + "\n",
                "kms: {}\nnetwork: {cidr: 10.0.0.0/16, zones: [a, b]}\n" + kind + ": {" + settings + "}\n");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(message), problems.get(0));
    }

    @Test
    void theVersionOfADatabaseThatExistsIsAccepted() {
        String unit =
                """
                kms: {}
                network: {cidr: 10.0.0.0/16, zones: [a, b]}
                rds:
                  instance_class: db.t3.micro
                  storage: {allocated_storage: 20}
                  database: {engine_version: "15.4", db_name: a, engine_version_in_use: %s}
                """;
        assertEquals(List.of(), Synthesized.problems(unit.formatted("true")));
        List<String> problems = Synthesized.problems(unit.formatted("false"));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0)
                        .matches("(?s).*system.yaml:[0-9]+:[0-9]+: units.rds.database.engine_version: .*15.19.*"),
                problems.get(0));
    }

    @Test
    void aRuntimeNearItsEndIsForFunctionsThatHaveIt() {
        String node = LambdaRuntimes.problem("nodejs20.x").orElseThrow();
        assertTrue(node.contains("from 2026-04-30 on; use nodejs22.x"), node);
        String net = LambdaRuntimes.problem("dotnet8").orElseThrow();
        assertTrue(net.contains("use dotnet10 with provider 6, provided.al2023 or an image"), net);
        assertEquals(Optional.empty(), LambdaRuntimes.problemInUse("nodejs20.x"));
        assertTrue(LambdaRuntimes.problemInUse("python2.7").isPresent(), "AWS refuses updates");
    }

    @Test
    void generatedFunctionsHaveARuntimeThatLasts() {
        assertTrue(LambdaRuntimes.lasts(FunctionCode.RUNTIME), FunctionCode.RUNTIME);
    }

    @Test
    void aRuntimeThatProvider5DoesNotHaveNeedsProvider6() {
        String unit =
                """
                kms: {}
                network: {cidr: 10.0.0.0/16, zones: [a, b]}
                job:
                  kind: lambda-event-bridge
                  function:
                    description: A job.
                    runtime: {runtime: nodejs24.x, handler: index.handler}
                    code: {s3: {bucket: shop-code, key: job.zip, object_version: "1"}}
                  rules: {hourly: {description: Each hour., schedule_expression: rate(1 hour)}}
                """;
        List<String> problems = Synthesized.problems(unit);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0)
                        .contains("units.job.function.runtime.runtime: nodejs24.x needs version 6.19 of the AWS"
                                + " provider, and the environment's aws_provider_version '~> 5.100.0' allows earlier"),
                problems.get(0));
        assertEquals(
                1,
                Synthesized.problems("aws_provider_version: '>= 6.0, < 7.0'\n", unit)
                        .size());
        assertEquals(List.of(), Synthesized.problems("aws_provider_version: '~> 6.19'\n", unit));
    }

    /** After a renewal of the tables: a new runtime goes to the settings. */
    @Test
    void theSettingsHaveTheNewestRuntimes() {
        RecordComponent runtime = Arrays.stream(FunctionSettings.Runtime.class.getRecordComponents())
                .filter(component -> component.getName().equals("runtime"))
                .findFirst()
                .orElseThrow();
        Set<String> known =
                new TreeSet<>(List.of(runtime.getAnnotation(Setting.class).oneOf()));
        assertTrue(LambdaRuntimes.names().containsAll(known), () -> known + " are not all in the table");
        // The predecessors of those in the settings.
        Set<String> older = Set.of("java8.al2", "java11", "python3.11");
        Set<String> lasting = new TreeSet<>(LambdaRuntimes.names());
        lasting.removeIf(name -> !LambdaRuntimes.lasts(name) || older.contains(name));
        known.removeIf(name -> !LambdaRuntimes.lasts(name));
        assertEquals(lasting, known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-node-types.csv",
                "cache-versions.csv",
                "database-class-gaps.csv",
                "database-classes.csv",
                "database-versions.csv",
                "fargate-sizes.csv",
                "instance-types.csv",
                "lambda-runtimes.csv",
                "regional-gaps.csv"
            })
    void eachTableSaysWhereItIsFromAndOfWhichDay(String name) {
        String first = Repository.text(
                        Repository.root().resolve("modules/groundplan/offers").resolve(name))
                .lines()
                .findFirst()
                .orElseThrow();
        String pinned = Repository.text(Repository.root().resolve("tools/python/cfn-lint.in"))
                .strip();
        assertTrue(
                first.startsWith("# Written by tools/offers.py from " + pinned.replace("==", " ") + ", with data of "),
                () -> name + " begins with " + first + ", but " + pinned + " is pinned");
        LocalDate.parse(OfferTable.read(name).date());
    }

    /** Names of AWS's documentation, and of services that have endpoints of their own kind or none. */
    @Test
    void endpointsAreThoseOfAws() {
        for (String name : List.of(
                "ecr.api",
                "ecr.dkr",
                "logs",
                "secretsmanager",
                "ssm",
                "ssmmessages",
                "kms",
                "sts",
                "monitoring",
                "ec2",
                "eks",
                "eks-auth",
                "sqs",
                "sns",
                "events",
                "states",
                "rds-data",
                "execute-api",
                "elasticfilesystem",
                "xray",
                "codedeploy")) {
            assertEquals(Optional.empty(), VpcEndpoints.problem(name), name);
        }
        for (String name : List.of("ecr", "cloudfront", "route53", "iam", "efs", "cloudwatch")) {
            assertTrue(VpcEndpoints.problem(name).isPresent(), name);
        }
        for (String table : List.of("vpc-endpoints.csv", "kubernetes-versions.csv")) {
            LocalDate.parse(OfferTable.read(table).date());
        }
    }

    /** "AWS Lambda: code signing" and "Amplify Hosting endpoints and quotas" list the regions that have them. */
    @Test
    void whatARegionLacksIsKnown() {
        for (String region : List.of("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2")) {
            assertTrue(RegionalGaps.has("aws_lambda_code_signing_config", region), region);
            assertTrue(RegionalGaps.has("aws_amplify_app", region), region);
        }
        assertEquals(
                Optional.of("AWS has no Amplify Hosting in eu-central-2 (data of 2026-10-20)"),
                RegionalGaps.problem("aws_amplify_app", "eu-central-2", "Amplify Hosting"));
    }

    /** The settings are checked by reading them; here, that the tables know everything that is checked with them. */
    @Test
    void theTablesHaveWhatTheSettingsUse() {
        Set<String> used = values("engine_version|instance_class|node_type|region");
        assertTrue(used.size() > 15, used::toString);
        Set<String> offered = Stream.of(
                        "database-versions.csv", "database-classes.csv", "cache-node-types.csv", "cache-versions.csv")
                .flatMap(name -> OfferTable.read(name).rows().stream())
                .flatMap(List::stream)
                .flatMap(column -> OfferTable.list(column).stream())
                .collect(Collectors.toSet());
        used.removeAll(offered);
        assertEquals(Set.of(), used, "settings of environments/ that no table has");
    }

    private static Set<String> values(String keys) {
        Pattern entry = Pattern.compile("(?m)^[^#\n]*?\\b(?:" + keys + "): *\"?([a-z0-9._-]+)\"?");
        Set<String> values = new TreeSet<>();
        for (Path file : Repository.files("environments", ".yaml")) {
            entry.matcher(Repository.text(file)).results().forEach(found -> values.add(found.group(1)));
        }
        return values;
    }
}
