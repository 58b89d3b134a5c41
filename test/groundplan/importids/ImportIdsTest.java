package groundplan.importids;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportIdsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
      arn:aws:s3:::shop-dev-uploads | aws_s3_bucket | bucket=shop-dev-uploads | shop-dev-uploads
      arn:aws:secretsmanager:us-east-1:1:secret:shop/db-AbCdEf | aws_secretsmanager_secret | name=shop/db | {arn}
      arn:aws:logs:us-east-1:1:log-group:/ecs/shop | aws_cloudwatch_log_group | name=/ecs/shop | /ecs/shop
      arn:aws:logs:us-east-1:1:log-group:/ecs/shop:* | aws_cloudwatch_log_group | name=/ecs/shop | /ecs/shop
      arn:aws:iam::1:role/service/shop-task | aws_iam_role | name=shop-task | shop-task
      arn:aws:ecs:us-east-1:1:service/shop/web | aws_ecs_service | name=web | shop/web
      arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/0f1 | aws_lb | name=shop | {arn}
      arn:aws:sqs:us-east-1:1:shop-jobs | aws_sqs_queue | name=shop-jobs | https://sqs.us-east-1.amazonaws.com/1/shop-jobs
      arn:aws:ec2:us-east-1:1:vpc/vpc-0a1b | aws_vpc | = | vpc-0a1b
      arn:aws:kms:us-east-1:1:key/12-34 | aws_kms_key | = | 12-34
      arn:aws:rds:us-east-1:1:db:shop-dev | aws_db_instance | identifier=shop-dev | shop-dev
      arn:aws:rds:us-east-1:1:cluster:shop-dev | aws_rds_cluster | cluster_identifier=shop-dev | shop-dev
      arn:aws:wafv2:us-east-1:1:regional/webacl/shop/0-1 | aws_wafv2_web_acl | name=shop | 0-1/shop/REGIONAL""")
    void anArnSaysWhatItIs(String arn, String type, String name, String id) {
        List<ImportId> found = ImportIds.of(arn);
        assertEquals(1, found.size(), found::toString);
        ImportId identity = found.get(0);
        assertEquals(type, identity.type(), "type");
        assertEquals(name, identity.argument() + "=" + identity.name(), "name");
        assertEquals(id.replace("{arn}", arn), identity.id(), "id");
    }

    @Test
    void aParameterMayBeNamedWithOrWithoutASlash() {
        assertEquals(
                List.of("/shop/x"),
                ImportIds.of("arn:aws:ssm:us-east-1:1:parameter/shop/x").stream()
                        .map(ImportId::name)
                        .toList());
        assertEquals(
                List.of("/x", "x"),
                ImportIds.of("arn:aws:ssm:us-east-1:1:parameter/x").stream()
                        .map(ImportId::name)
                        .toList());
    }

    @Test
    void whatNobodyKnowsIsNothing() {
        assertEquals(List.of(), ImportIds.of("arn:aws:chime:us-east-1:1:meeting/x"));
        assertEquals(List.of(), ImportIds.of("no arn"));
    }
}
