package groundplan.offers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What units do in a region that lacks a service: they say so, or do without where nobody would choose otherwise. */
class RegionalGapsTest {
    private static final String ZURICH = "region: eu-central-2\n";

    @Test
    void amplifyIsRefusedWhereItIsNot() {
        assertEquals(
                List.of("environments/shop/system.yaml"),
                Synthesized.problems(ZURICH, "frontend: {kind: amplify}\n").stream()
                        .filter(problem -> problem.contains("AWS has no Amplify Hosting in eu-central-2"))
                        .map(problem -> problem.substring(0, problem.indexOf(':')))
                        .toList());
    }

    @Test
    void aFunctionWithSignedCodeIsRefusedWhereThereIsNoSigning() {
        String function =
                "kms:\nnetwork: {cidr: 10.0.0.0/16, zones: [a, b]}\nstorage:\nqueue:\n  kind: lambda-sqs-consumer\n  storage: storage\n"
                        + "  function: {description: Sends., deployment: {deploys: pipeline}%s}\n";
        List<String> problems = Synthesized.problems(ZURICH, function.formatted(""));
        assertTrue(
                problems.toString()
                        .contains(
                                "function.code.code_signing: AWS has no code signing for functions in eu-central-2 (data of"
                                        + " 2026-10-20); set code_signing: false"),
                problems.toString());
        assertEquals(List.of(), Synthesized.problems(ZURICH, function.formatted(", code: {code_signing: false}")));
    }

    @Test
    void aPasswordIsRotatedByCodeThatIsNotSignedThere() {
        UnitJson database = Synthesized.of(
                        ZURICH,
                        """
                        kms:
                        storage:
                        network: {cidr: 10.0.0.0/16, zones: [a, b]}
                        database:
                          kind: rds
                          database: {engine: postgres, engine_version: "16", db_name: shop, master_password: {storage: storage}}
                          instance_class: db.m7g.large
                          storage: {allocated_storage: 100}
                        """)
                .unit("database");
        assertFalse(
                database.addresses().toString().contains("aws_signer_"),
                database.addresses().toString());
        assertTrue(database.attribute("aws_lambda_function.rotation", "s3_object_version")
                .asText()
                .contains("aws_s3_object.rotation.version_id"));
    }
}
