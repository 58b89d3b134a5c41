package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that AWS would refuse are refused before anything is written. */
class PhysicalNamesTest {
    private static final String HERE = "123456789012";
    private static final String THERE = "210987654321";

    @Test
    void aNameThatIsTooLongIsNamedWithItsAddressAndWhatIsAllowed() {
        String name = "a".repeat(33);
        assertEquals(
                List.of("shop/dev/us-east-1/one: aws_lb.main is named '" + name
                        + "' (33 characters); allowed: at most 32" + " letters, digits and hyphens"),
                PhysicalNames.problems(Map.of(path("one"), document(HERE, "us-east-1", "aws_lb", "name", name))));
    }

    /** With another name in Terraform it is still the same rule, route or record to AWS. */
    @ParameterizedTest
    @CsvSource({
        "aws_vpc_security_group_ingress_rule, cidr_ipv4,        10.0.0.0/8,  10.0.0.0/16",
        "aws_vpc_security_group_egress_rule,  to_port,          443,         8443",
        "aws_route,                           destination_cidr_block, 0.0.0.0/0, 10.1.0.0/16",
        "aws_lb_listener_rule,                priority,         10,          11",
        "aws_route53_record,                  set_identifier,   blue,        green"
    })
    void whatAUnitDeclaresTwiceIsRefused(String type, String argument, String value, String another) {
        ObjectNode once = (ObjectNode) document(HERE, "us-east-1", type, argument, value);
        ObjectNode twice = once.deepCopy();
        ObjectNode other = once.deepCopy();
        String first = twice.path("resource").path(type).fieldNames().next();
        ((ObjectNode) twice.path("resource").path(type)).putObject("second").put(argument, value);
        ((ObjectNode) other.path("resource").path(type)).putObject("second").put(argument, another);
        assertEquals(List.of(), PhysicalNames.problems(Map.of(path("one"), other)));
        assertEquals(
                List.of("shop/dev/us-east-1/one: " + type + ".second is the same as " + type + "." + first
                        + ", and AWS accepts it once: " + argument + " = " + value),
                PhysicalNames.problems(Map.of(path("one"), twice)));
    }

    /** Route 53: "Tried to create resource record set [name='mail.shop.example.com.', type='MX'] but it already exists". */
    @Test
    void whatTwoUnitsDeclareIsRefusedIfItIsTheSame() {
        JsonNode zone = TerraformJson.read(
                """
                {"provider": {"aws": [{"allowed_account_ids": ["123456789012"], "region": "us-east-1"}]},
                 "resource": {"aws_route53_zone": {"main": {"name": "shop.example.com"}},
                   "aws_route53_record": {"mail": {"zone_id": "${aws_route53_zone.main.zone_id}", "name": "mail.shop.example.com", "type": "MX"}}},
                 "output": {"zone_id": {"value": "${aws_route53_zone.main.zone_id}"}, "zone_name": {"value": "${aws_route53_zone.main.name}"}}}
                """);
        JsonNode records = TerraformJson.read(
                """
                {"provider": {"aws": [{"allowed_account_ids": ["123456789012"], "region": "us-east-1"}]},
                 "data": {"terraform_remote_state": {"dns": {"config": {"key": "dev/us-east-1/dns/terraform.tfstate"}}}},
                 "resource": {"aws_route53_record": {
                   "post": {"zone_id": "${data.terraform_remote_state.dns.outputs.zone_id}",
                     "name": "mail.${data.terraform_remote_state.dns.outputs.zone_name}", "type": "MX"},
                   "text": {"zone_id": "${data.terraform_remote_state.dns.outputs.zone_id}",
                     "name": "mail.${data.terraform_remote_state.dns.outputs.zone_name}", "type": "TXT"}}}}
                """);
        List<String> problems =
                PhysicalNames.problems(new TreeMap<>(Map.of(path("dns"), zone, path("record"), records)));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0)
                        .startsWith("shop/dev/us-east-1/record: aws_route53_record.post is the same as"
                                + " shop/dev/us-east-1/dns: aws_route53_record.mail, and AWS accepts it once"),
                problems.get(0));
        JsonNode site = TerraformJson.read(
                "{\"resource\": {\"aws_cloudfront_distribution\": {\"main\": {\"aliases\": [\"www.example.com\"]}}}}");
        assertEquals(
                List.of("shop/dev/us-east-1/two: aws_cloudfront_distribution.main has the alias 'www.example.com' that"
                        + " shop/dev/us-east-1/one: aws_cloudfront_distribution.main has too, and CloudFront accepts it for one"
                        + " distribution"),
                PhysicalNames.problems(new TreeMap<>(Map.of(path("one"), site, path("two"), site))));
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "aws_backup_vault,                  name,                 a-vault-whose-name-has-one-character-more-than-fifty",
        "aws_elasticache_user,              user_id,              shop--app",
        "aws_s3_bucket,                     bucket,               Shop_Data",
        "aws_s3_bucket,                     bucket,               ab",
        "aws_lb,                            name,                 internal-api",
        "aws_lb,                            name,                 api-",
        "aws_lb_target_group,               name,                 api_http",
        "aws_db_instance,                   identifier,           shop--db",
        "aws_db_instance,                   identifier,           1shop",
        "aws_elasticache_replication_group, replication_group_id, shop_cache",
        "aws_iam_role,                      name,                 shop role",
        "aws_kms_alias,                     name,                 shop-data",
        "aws_ecr_repository,                name,                 Shop",
        "aws_sqs_queue,                     name,                 shop.queue",
        "aws_lambda_function,               function_name,        shop.function",
        "aws_dynamodb_table,                name,                 ab",
        "aws_ecs_task_definition,           family,               shop.api"
    })
    void aNameOfTheWrongFormIsRefused(String type, String attribute, String name) {
        assertEquals(
                1,
                PhysicalNames.problems(Map.of(path("one"), document(HERE, "us-east-1", type, attribute, name)))
                        .size(),
                () -> type + " may not be named '" + name + "'");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "aws_s3_bucket,   bucket,     shop.data-1",
        "aws_lb,          name,       shop-api",
        "aws_db_instance, identifier, shop-dev-db",
        "aws_iam_role,    name,       shop-dev_task+1",
        "aws_sqs_queue,   name,       shop.fifo",
        "aws_kms_alias,   name,       alias/shop/data",
        "aws_lb,          name,       ${var.name}"
    })
    void aGoodNameIsNot(String type, String attribute, String name) {
        assertEquals(
                List.of(),
                PhysicalNames.problems(Map.of(path("one"), document(HERE, "us-east-1", type, attribute, name))));
    }

    @ParameterizedTest(name = "{0} twice, in {2} {3}: {4}")
    @CsvSource({
        "aws_s3_bucket, bucket, 210987654321, eu-west-1, true",
        "aws_iam_role,  name,   210987654321, us-east-1, false",
        "aws_iam_role,  name,   123456789012, eu-west-1, true",
        "aws_cloudwatch_dashboard, dashboard_name, 123456789012, eu-west-1, true",
        "aws_lb,        name,   123456789012, eu-west-1, false",
        "aws_lb,        name,   210987654321, us-east-1, false",
        "aws_lb,        name,   123456789012, us-east-1, true",
        "aws_ecs_task_definition, family, 123456789012, us-east-1, true",
        "aws_service_discovery_private_dns_namespace, name, 123456789012, us-east-1, true"
    })
    void aNameIsTheOnlyOneOfItsTypeInTheWorldTheAccountOrTheRegion(
            String type, String attribute, String account, String region, boolean refused) {
        List<String> problems = PhysicalNames.problems(new TreeMap<>(Map.of(
                path("one"), document(HERE, "us-east-1", type, attribute, "shop-data"),
                path("two"), document(account, region, type, attribute, "shop-data"))));
        assertEquals(refused ? 1 : 0, problems.size(), () -> "problems: " + problems);
        assertTrue(
                !refused
                        || problems.get(0)
                                .equals("shop/dev/us-east-1/two: " + type
                                        + ".main is named 'shop-data', the same name as" + " shop/dev/us-east-1/one: "
                                        + type + ".main"),
                () -> "both are named: " + problems);
    }

    /** The second one would take the parameter over, and delete it when it is destroyed. */
    @Test
    void aParameterIsKeptByOneUnit() {
        TreeMap<UnitPath, JsonNode> documents = new TreeMap<>();
        List.of("one", "two").forEach(unit -> {
            ObjectNode document =
                    (ObjectNode) document(HERE, "us-east-1", "aws_lambda_invocation", "function_name", unit);
            ((ObjectNode) document.at("/resource/aws_lambda_invocation/main"))
                    .putObject("triggers")
                    .put("name", "/shop/dev/level");
            documents.put(path(unit), document);
        });
        assertEquals(
                List.of(
                        "shop/dev/us-east-1/two: aws_lambda_invocation.main is named '/shop/dev/level', the same name as"
                                + " shop/dev/us-east-1/one: aws_lambda_invocation.main"),
                PhysicalNames.problems(documents));
    }

    @Test
    void oneNameOfTwoTypesIsFine() {
        assertEquals(
                List.of(),
                PhysicalNames.problems(Map.of(
                        path("one"), document(HERE, "us-east-1", "aws_lb", "name", "shop"),
                        path("two"), document(THERE, "us-east-1", "aws_lb_target_group", "name", "shop"))));
    }

    private static UnitPath path(String unit) {
        return UnitPath.parse("shop/dev/us-east-1/" + unit);
    }

    private static JsonNode document(String account, String region, String type, String attribute, String name) {
        return TerraformJson.read(
                """
        {"provider": {"aws": [{"allowed_account_ids": ["%s"], "region": "%s"}]},
         "resource": {"%s": {"main": {"%s": "%s"}}}}"""
                        .formatted(account, region, type, attribute, name));
    }
}
