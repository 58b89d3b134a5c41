package groundplan.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DangersTest {
    @ParameterizedTest(name = "{0} {1}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_db_instance | REPLACE | {} | {} | DATA_LOSS",
                "aws_rds_cluster | REPLACE | {} | {} | DATA_LOSS",
                "aws_rds_global_cluster | DESTROY | {} | null | DATA_LOSS",
                "aws_rds_cluster_instance | REPLACE | {} | {} | OUTAGE",
                "aws_rds_cluster | UPDATE | {\"backtrack_window\": 86400} | {\"backtrack_window\": 0} | PROTECTION",
                "aws_rds_cluster | UPDATE | {\"backtrack_window\": 0} | {\"backtrack_window\": 86400} | ",
                "aws_s3_bucket | DESTROY | {} | null | DATA_LOSS",
                "aws_lambda_invocation | DESTROY | {\"lifecycle_scope\": \"CRUD\"} | null | DATA_LOSS",
                "aws_lambda_invocation | REPLACE | {\"lifecycle_scope\": \"CRUD\"} | {\"lifecycle_scope\": \"CRUD\"} | DATA_LOSS",
                "aws_lambda_invocation | UPDATE | {\"lifecycle_scope\": \"CRUD\"} | {\"lifecycle_scope\": \"CRUD\"} | ",
                "aws_lambda_invocation | DESTROY | {\"lifecycle_scope\": \"CREATE_ONLY\"} | null | ",
                "aws_nat_gateway | REPLACE | {} | {} | OUTAGE",
                "aws_iam_role | REPLACE | {} | {} | ",
                "aws_db_instance | UPDATE | {\"deletion_protection\": true} | {\"deletion_protection\": false} | PROTECTION",
                "aws_db_instance | UPDATE | {\"backup_retention_period\": 30} | {\"backup_retention_period\": 7} | PROTECTION",
                "aws_db_instance | UPDATE | {\"backup_retention_period\": 7} | {\"backup_retention_period\": 30} | ",
                "aws_s3_bucket | UPDATE | {\"force_destroy\": false} | {\"force_destroy\": true} | PROTECTION",
                "aws_wafv2_web_acl_association | DESTROY | {} | null | PROTECTION",
                "aws_vpc_security_group_ingress_rule | CREATE | null | {\"cidr_ipv4\": \"0.0.0.0/0\", \"from_port\": 22, \"to_port\": 22} | EXPOSURE",
                "aws_vpc_security_group_ingress_rule | CREATE | null | {\"cidr_ipv4\": \"10.0.0.0/16\", \"from_port\": 22, \"to_port\": 22} | ",
                "aws_iam_role_policy | UPDATE | {\"policy\": \"{\\\"Statement\\\":[]}\"} | {\"policy\": \"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\",\\\"Resource\\\":\\\"arn\\\"}]}\"} | EXPOSURE",
                "aws_iam_role_policy | CREATE | null | {\"policy\": \"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\",\\\"Resource\\\":\\\"arn\\\"}]}\"} | ",
                "aws_iam_role_policy_attachment | CREATE | null | {\"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"} | EXPOSURE"
            })
    void changeIsWeighed(String type, ResourceChange.Does does, String before, String after, Danger.Weight weight) {
        List<Danger> found = Dangers.of(new ResourceChange(type, does, json(before), json(after)));
        assertEquals(
                weight == null ? List.of() : List.of(weight),
                found.stream().map(Danger::weight).toList(),
                found.toString());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return TerraformJson.read("{\"v\":" + text + "}").get("v");
    }
}
